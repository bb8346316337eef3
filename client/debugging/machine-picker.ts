import { basename } from "node:path";
import * as vscode from "vscode";
import type { MachinesAnswer } from "../../server/protocol.ts";
import { isPlainLanguage } from "../language/definitions.ts";
import type { LanguageServer } from "../language/server.ts";
import { type LaunchConfiguration, launchedDocument, launchedMachine } from "./launch-document.ts";

/**
 * The configuration with the machine that is meant, where a template holds several: the one at the cursor, else the user
 * is asked. Undefined where the user gives up.
 */
export async function withMachine(
  configuration: LaunchConfiguration,
  server: LanguageServer,
): Promise<LaunchConfiguration | undefined> {
  if (launchedMachine(configuration) !== undefined) return configuration;
  const document = launchedDocument(configuration);
  const answer = await machinesAnswer(document, server, cursorIn(document));
  if (!answer || answer.names.length < 2) return configuration;
  const title = `State machine of ${basename(document.path)}`;
  const chosen = answer.at ?? (await vscode.window.showQuickPick([...answer.names], { title }));
  if (chosen === undefined) return undefined;
  const named = (whole: string | undefined) => (whole === undefined ? undefined : `${whole}#${chosen}`);
  const { program, uri } = configuration;
  return { ...configuration, ...(program && { program: named(program) }), ...(uri && { uri: named(uri) }) };
}

/** The names of the machines that a template holds or names files of; empty for anything else. */
export async function machinesIn(document: vscode.Uri, server: LanguageServer): Promise<readonly string[]> {
  return (await machinesAnswer(document, server))?.names ?? [];
}

/** Where the user is in a document, if it is the one that has the focus. */
function cursorIn(document: vscode.Uri): vscode.Position | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.uri.toString() === document.toString() ? editor.selection.active : undefined;
}

async function machinesAnswer(
  document: vscode.Uri,
  server: LanguageServer,
  cursor?: vscode.Position,
): Promise<MachinesAnswer | null> {
  const opened = await Promise.resolve(vscode.workspace.openTextDocument(document)).catch(() => undefined);
  if (!opened || !isPlainLanguage(opened.languageId)) return null;
  const running = await server.running();
  const position = cursor && { line: cursor.line, character: cursor.character };
  return running.request("statecraft/machines", { uri: document.toString(), ...(position && { position }) });
}
