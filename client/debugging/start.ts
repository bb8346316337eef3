import * as vscode from "vscode";
import { fresh } from "./configurations.ts";
import { activeDocument, programOf } from "./launch-document.ts";

/**
 * Starts the state machine of a resource, or of the active editor, without a `launch.json`; at one of its states, where
 * one is given.
 */
export async function startStateMachine(
  resource: vscode.Uri | undefined,
  noDebug: boolean,
  startAt?: unknown,
): Promise<void> {
  const uri = resource ?? activeDocument()?.uri;
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
  const where = { ...(uri && { program: programOf(uri) }), ...(typeof startAt === "string" && { startAt }) };
  // What has no file yet needs none to run: nobody is asked for its name.
  const options = { noDebug, suppressSaveBeforeStart: uri?.scheme === "untitled" };
  await vscode.debug.startDebugging(folder, { ...fresh(), ...where }, options);
}

/** Starts at one of a machine's states instead of its first: goes on to the end, or no further than that state. */
export async function startFromState(
  resource: vscode.Uri | undefined,
  state: unknown,
  { noDebug, oneState = false }: { readonly noDebug: boolean; readonly oneState?: boolean },
): Promise<void> {
  if (!resource || typeof state !== "string") return;
  const folder = vscode.workspace.getWorkspaceFolder(resource);
  const from = { program: programOf(resource), startAt: state, ...(oneState && { oneState }) };
  await vscode.debug.startDebugging(folder, { ...fresh(), ...from }, { noDebug });
}
