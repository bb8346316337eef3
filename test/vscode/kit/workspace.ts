import * as vscode from "vscode";

/** Writes a file into the open folder, for tests within VS Code. */
export async function writeFile(name: string, text: string): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("No folder is open.");
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Waits until something holds, or says what is there instead. */
export async function waitFor<T>(what: string, read: () => T | Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}; there is ${JSON.stringify(value)}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Opens a text as a file of the folder, in an editor. */
export async function openText(name: string, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(await writeFile(name, text));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Replaces the first place where a document says something. */
export async function edit(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const start = document.getText().indexOf(before);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, range, after);
  await vscode.workspace.applyEdit(change);
}

/** What we find wrong with a document. */
export const findings = ({ uri }: vscode.TextDocument): readonly Finding[] =>
  vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "statecraft")
    .map(({ code, message, range }) => ({
      code: String(typeof code === "object" ? code.value : code),
      message,
      range,
    }));

export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly range: vscode.Range;
}
