import { importHistory as importInto } from "../executions/import-history.ts";
import type { Command } from "./command.ts";

export const importHistory: Command = {
  id: "statecraft.importHistory",
  run: ({ executions }, resource) => importInto(executions, resource),
};
