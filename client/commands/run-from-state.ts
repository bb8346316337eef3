import { startFromState } from "../debugging/start.ts";
import type { Command } from "./command.ts";

export const runFromState: Command = {
  id: "statecraft.runFromState",
  run: (_, resource, state) => startFromState(resource, state, { noDebug: true }),
};
