import * as vscode from "vscode";
import type { Command } from "./command.ts";

/** Shows a definition in the other notation beside it, as a new document: nothing is overwritten. */
export const convertNotation: Command = {
  id: "statecraft.convertNotation",
  async run({ server }, resource) {
    const uri = resource ?? vscode.window.activeTextEditor?.document.uri;
    if (!uri) return;
    const running = await server.running();
    const answer = await running.request("statecraft/otherNotation", { uri: uri.toString() });
    if (!answer) return void vscode.window.showInformationMessage("This is no state machine that can be converted.");
    if ("problem" in answer) return void vscode.window.showErrorMessage(answer.problem);
    const { languageId: language, text: content } = answer;
    const document = await vscode.workspace.openTextDocument({ language, content });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  },
};
