import { chosenExecution, compareShown } from "../executions/executions.ts";
import type { Command } from "./command.ts";

/** Compares an execution, or the one that a diagram shows, with another one of the same definition. */
export const compareExecutions: Command = {
  id: "statecraft.compareExecutions",
  async run({ executions }, resource) {
    const chosen = await chosenExecution(executions, resource, "Compare which execution?");
    if (!chosen) return;
    const shown = await executions.shown.keptIn(chosen.document);
    if (shown?.file !== chosen.file) await executions.open(chosen);
    await compareShown(executions, chosen.document);
  },
};
