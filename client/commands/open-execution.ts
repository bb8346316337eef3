import { chosenExecution } from "../executions/executions.ts";
import type { Command } from "./command.ts";

export const openExecution: Command = {
  id: "statecraft.openExecution",
  async run({ executions }, resource) {
    const chosen = await chosenExecution(executions, resource, "Show an execution");
    if (chosen) await executions.open(chosen);
  },
};
