import { startStateMachine } from "../debugging/start.ts";
import type { Command } from "./command.ts";

export const runOneState: Command = {
  id: "statecraft.runOneState",
  run: (_, resource, state) => startStateMachine(resource, true, state, true),
};
