import { startStateMachine } from "../debugging/start.ts";
import type { Command } from "./command.ts";

export const debugFromState: Command = {
  id: "statecraft.debugFromState",
  run: (_, resource, state) => startStateMachine(resource, false, state),
};
