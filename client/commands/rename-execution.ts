import * as vscode from "vscode";
import { chosenExecution } from "../executions/executions.ts";
import type { Command } from "./command.ts";

export const renameExecution: Command = {
  id: "statecraft.renameExecution",
  async run({ executions }, resource) {
    const chosen = await chosenExecution(executions, resource, "Rename an execution");
    if (!chosen) return;
    const value = chosen.name;
    const name = await vscode.window.showInputBox({
      title: "Rename the execution",
      value,
      validateInput: (text) => (text.trim() === "" ? "A name is needed." : undefined),
    });
    if (name !== undefined && name.trim() !== value) await executions.kept.rename(chosen.file, name.trim());
  },
};
