import { forkReplay as fork } from "../debugging/replay.ts";
import type { Command } from "./command.ts";

export const forkReplay: Command = { id: "statecraft.forkReplay", run: () => fork() };
