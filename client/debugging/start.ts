import * as vscode from "vscode";
import { fresh } from "./configurations.ts";
import { activeDocument, programOf } from "./launch-document.ts";

/**
 * Starts the state machine of a resource, or of the active editor, without a `launch.json`; at one of its states, where
 * one is given, and no further than that one where `oneState` says so.
 */
export async function startStateMachine(
  resource: vscode.Uri | undefined,
  noDebug: boolean,
  startAt?: unknown,
  oneState = false,
): Promise<void> {
  const uri = resource ?? activeDocument()?.uri;
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
  const where = {
    ...(uri && { program: programOf(uri) }),
    ...(typeof startAt === "string" && { startAt }),
    ...(oneState && { oneState }),
  };
  // What has no file yet needs none to run: nobody is asked for its name.
  const options = { noDebug, suppressSaveBeforeStart: uri?.scheme === "untitled" };
  await vscode.debug.startDebugging(folder, { ...fresh(uri), ...where }, options);
}
