import { basename } from "node:path";
import * as vscode from "vscode";
import type { Candidates } from "../language/definitions.ts";
import { definitionLanguageOf, isPlainLanguage } from "../language/definitions.ts";
import { pausing } from "../language/pausing.ts";
import type { LanguageServer } from "../language/server.ts";

/** Set while the active editor shows a definition under a plain name: buttons and keys depend on it. */
const CONTEXT_KEY = "statecraft.plainDefinition";

/** The same for a template with state machines: they can be run and debugged where they stand. */
const TEMPLATE_KEY = "statecraft.template";

/**
 * Definitions in plain JSON and YAML files: they can be drawn, run and debugged as they are, and get one offer to become
 * proper ones, with colours and icons. The server says what is one.
 */
export function plainDefinitions(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  candidates: Candidates,
): vscode.Disposable {
  const look = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    const kind = document && (await kindOf(document, server, candidates));
    await vscode.commands.executeCommand("setContext", CONTEXT_KEY, kind === "definition");
    await vscode.commands.executeCommand("setContext", TEMPLATE_KEY, kind === "template");
    if (document && kind === "definition") await offerOnce(document, context.workspaceState);
  };
  const pause = pausing(look);
  void look();
  return vscode.Disposable.from(
    pause,
    vscode.window.onDidChangeActiveTextEditor(() => void look()),
    vscode.workspace.onDidOpenTextDocument(() => pause.wait(undefined)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document && isPlainLanguage(document.languageId))
        pause.wait(undefined);
    }),
  );
}

async function kindOf(
  document: vscode.TextDocument,
  server: LanguageServer,
  candidates: Candidates,
): Promise<"definition" | "template" | undefined> {
  if (!isPlainLanguage(document.languageId) || !candidates.has(document)) return undefined;
  const running = await server.running();
  const answer = await running.request("statecraft/graph", { uri: document.uri.toString() });
  // A template stays one, whatever definitions stand in it.
  return answer === null ? undefined : answer.isTemplate ? "template" : "definition";
}

/** Asks about each document once in its life. */
async function offerOnce(document: vscode.TextDocument, storage: vscode.Memento): Promise<void> {
  const key = "offered to become a definition";
  const offered = storage.get<readonly string[]>(key, []);
  const uri = document.uri.toString();
  if (offered.includes(uri)) return;
  await storage.update(key, [...offered, uri]);
  const message = `"${basename(document.uri.path)}" is a state machine. Edit it in the Amazon States Language?`;
  const chosen = await vscode.window.showInformationMessage(message, "Yes", "No");
  if (chosen === "Yes") await makeDefinition(document);
}

/** Changes the document's language, for good where there is a workspace to remember it. */
async function makeDefinition(document: vscode.TextDocument): Promise<void> {
  const language = definitionLanguageOf(document.languageId);
  await vscode.languages.setTextDocumentLanguage(document, language);
  if (!vscode.workspace.getWorkspaceFolder(document.uri)) return;
  const files = vscode.workspace.getConfiguration("files", document.uri);
  const { workspaceValue = {} } = files.inspect<Record<string, string>>("associations") ?? {};
  const pattern = `**/${vscode.workspace.asRelativePath(document.uri, false)}`;
  const associations = { ...workspaceValue, [pattern]: language };
  await files.update("associations", associations, vscode.ConfigurationTarget.Workspace);
}
