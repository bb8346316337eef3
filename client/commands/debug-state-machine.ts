import { startStateMachine } from "../debugging/start.ts";
import type { Command } from "./command.ts";

export const debugStateMachine: Command = {
  id: "statecraft.debugStateMachine",
  run: (_, resource, startAt) => startStateMachine(resource, false, startAt),
};
