import * as vscode from "vscode";
import { chosenExecution } from "../executions/executions.ts";
import type { Command } from "./command.ts";

export const deleteExecution: Command = {
  id: "statecraft.deleteExecution",
  async run({ executions }, resource) {
    const chosen = await chosenExecution(executions, resource, "Delete an execution");
    if (!chosen) return;
    const question = `Delete the execution "${chosen.name}"? It can't be brought back.`;
    const answer = await vscode.window.showWarningMessage(question, { modal: true }, "Delete");
    if (answer !== "Delete") return;
    const shown = await executions.shown.keptIn(chosen.document);
    if (shown?.file === chosen.file) await executions.shown.show(chosen.document, undefined);
    await executions.kept.remove(chosen.file);
  },
};
