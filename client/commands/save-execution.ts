import { chosenExecution, saveExecution as save } from "../executions/executions.ts";
import type { Command } from "./command.ts";

export const saveExecution: Command = {
  id: "statecraft.saveExecution",
  async run({ executions }, resource) {
    const chosen = await chosenExecution(executions, resource, "Save an execution to a file");
    if (chosen) await save(chosen);
  },
};
