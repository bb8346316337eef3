import { chooseDiagnostics as choose } from "../offers/toolkit-diagnostics.ts";
import type { Command } from "./command.ts";

export const chooseDiagnostics: Command = { id: "statecraft.chooseDiagnostics", run: choose };
