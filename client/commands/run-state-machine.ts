import { startStateMachine } from "../debugging/start.ts";
import type { Command } from "./command.ts";

export const runStateMachine: Command = {
  id: "statecraft.runStateMachine",
  run: ({ diagrams }, resource, startAt) => startStateMachine(resource ?? diagrams.front, true, startAt),
};
