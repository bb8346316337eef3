import * as vscode from "vscode";
import type { LaunchFields } from "../../debugger/protocol.ts";
import { isDefinitionLanguage, isPlainLanguage } from "../language/definitions.ts";

/** A launch configuration as it comes from `launch.json`, from F5 or from a command. */
export type LaunchConfiguration = vscode.DebugConfiguration & LaunchFields;

/** The document that the user looks at, if it may be a definition. */
export function activeDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  const fits = document && (isDefinitionLanguage(document.languageId) || isPlainLanguage(document.languageId));
  return fits ? document : undefined;
}

/** What names a document in a launch configuration: a file by its path, with one of its machines, all else by its URI. */
export function programOf(uri: vscode.Uri): string {
  if (uri.scheme !== "file") return uri.toString();
  return uri.fragment === "" ? uri.fsPath : `${uri.fsPath}#${uri.fragment}`;
}

/** The document that a launch configuration names. */
export function launchedDocument({ program, uri }: LaunchFields): vscode.Uri {
  const named = uri ?? program ?? "";
  const isUri = /^[A-Za-z][A-Za-z0-9+.-]+:/.test(named);
  return isUri ? vscode.Uri.parse(named).with({ fragment: "" }) : vscode.Uri.file(named.replace(MACHINE, ""));
}

/** `template.yaml#Orders`, `template.yaml#/Resources/Orders`. */
const MACHINE = /#(?:\/Resources\/)?([^/\\#]*)$/;

/** The machine that a launch configuration names, of several in its document. */
export function launchedMachine({ program = "", uri = "" }: LaunchFields): string | undefined {
  const named = MACHINE.exec(program)?.[1] ?? MACHINE.exec(uri)?.[1];
  return named === undefined || named === "" ? undefined : decodeURIComponent(named);
}

/** What is remembered of a machine is remembered under this name: its document, and its name there. */
export const machineUri = (fields: LaunchFields): vscode.Uri =>
  launchedDocument(fields).with({ fragment: launchedMachine(fields) ?? "" });

/** The text of a document that isn't saved, for the debug adapter to run instead of the file. */
export function unsavedText(uri: vscode.Uri): Pick<LaunchFields, "text" | "uri"> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (!document?.isDirty && !document?.isUntitled) return {};
  return { text: document.getText(), ...(document.isUntitled && { uri: uri.toString() }) };
}
