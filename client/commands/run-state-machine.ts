import { startStateMachine } from "../debugging/start.ts";
import type { Command } from "./command.ts";

export const runStateMachine: Command = {
  id: "statecraft.runStateMachine",
  run: (_, resource, startAt) => startStateMachine(resource, true, startAt),
};
