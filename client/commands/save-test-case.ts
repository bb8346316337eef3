import { saveTestCase as save } from "../debugging/replay.ts";
import type { Command } from "./command.ts";

export const saveTestCase: Command = { id: "statecraft.saveTestCase", run: () => save() };
