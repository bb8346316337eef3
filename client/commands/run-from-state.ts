import { startStateMachine } from "../debugging/start.ts";
import type { Command } from "./command.ts";

export const runFromState: Command = {
  id: "statecraft.runFromState",
  run: (_, resource, state) => startStateMachine(resource, true, state),
};
