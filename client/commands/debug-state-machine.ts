import { startStateMachine } from "../debugging/start.ts";
import type { Command } from "./command.ts";

export const debugStateMachine: Command = {
  id: "statecraft.debugStateMachine",
  run: ({ diagrams }, resource, startAt) => startStateMachine(resource ?? diagrams.front, false, startAt),
};
