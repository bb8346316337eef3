import * as vscode from "vscode";
import { isDefinitionLanguage } from "../language/definitions.ts";
import { hasToolkit } from "./toolkit.ts";

/** The setting that says whose findings are shown beside AWS Toolkit, with what its values are called. */
const SETTING = "besideToolkit";
const choices = { statecraft: "Statecraft's", both: "Both", awsToolkit: "AWS Toolkit's" } as const;

/**
 * Beside AWS Toolkit each fault would be marked twice: until the user chooses whose findings stay, the server shows only
 * what the other one lacks. That is asked once, when the first definition is opened; a command asks again.
 */
export function offerDiagnostics(context: vscode.ExtensionContext): vscode.Disposable {
  const look = ({ languageId }: vscode.TextDocument): void => {
    if (isDefinitionLanguage(languageId)) void offerOnce(context);
  };
  for (const document of vscode.workspace.textDocuments) look(document);
  return vscode.workspace.onDidOpenTextDocument(look);
}

async function offerOnce({ globalState }: vscode.ExtensionContext): Promise<void> {
  const key = "offered whose findings are shown";
  const chosen = vscode.workspace.getConfiguration("statecraft").inspect(SETTING)?.globalValue;
  if (!hasToolkit() || chosen !== undefined || globalState.get(key)) return;
  await globalState.update(key, true);
  await chooseDiagnostics();
}

/** Asks whose findings are shown, and keeps the answer in the settings. */
export async function chooseDiagnostics(): Promise<void> {
  const message =
    "AWS Toolkit checks state machines too. Whose findings shall be shown? Until you choose, Statecraft shows only what AWS Toolkit lacks.";
  const answer = await vscode.window.showInformationMessage(message, ...Object.values(choices));
  const [value] = Object.entries(choices).find(([, title]) => title === answer) ?? [];
  if (value === undefined) return;
  const settings = vscode.workspace.getConfiguration("statecraft");
  await settings.update(SETTING, value, vscode.ConfigurationTarget.Global);
  if (value === "statecraft") await adviseToDisable();
}

/** No setting of AWS Toolkit turns its findings off. */
async function adviseToDisable(): Promise<void> {
  if (!hasToolkit()) return;
  const message =
    "AWS Toolkit has no setting that turns its findings off: disable it for this workspace to see Statecraft's alone.";
  const chosen = await vscode.window.showInformationMessage(message, "Show AWS Toolkit");
  if (chosen) await vscode.commands.executeCommand("extension.open", "amazonwebservices.aws-toolkit-vscode");
}
