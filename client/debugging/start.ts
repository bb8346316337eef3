import * as vscode from "vscode";
import { fresh } from "./configurations.ts";
import { activeDocument, programOf } from "./launch-document.ts";

/** Starts the state machine of a resource, or of the active editor, without a `launch.json`. */
export async function startStateMachine(resource: vscode.Uri | undefined, noDebug: boolean): Promise<void> {
  const uri = resource ?? activeDocument()?.uri;
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
  await vscode.debug.startDebugging(folder, { ...fresh(), ...(uri && { program: programOf(uri) }) }, { noDebug });
}
