import { replayHistory as replay } from "../debugging/replay.ts";
import type { Command } from "./command.ts";

export const replayHistory: Command = { id: "statecraft.replayHistory", run: (_, resource) => replay(resource) };
