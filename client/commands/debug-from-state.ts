import { startFromState } from "../debugging/start.ts";
import type { Command } from "./command.ts";

export const debugFromState: Command = {
  id: "statecraft.debugFromState",
  run: (_, resource, state) => startFromState(resource, state, { noDebug: false }),
};
