import { posix } from "node:path";
import * as vscode from "vscode";

/** A state machine to begin with, as the build packs it from the folder `examples`. */
export interface Example {
  /** Its folder's name. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The path of the definition among its files. */
  readonly definition: string;
  /** Texts by their paths. */
  readonly files: { readonly [path: string]: string };
}

/** All examples that came with the extension. */
export async function examplesOf(extension: vscode.Uri): Promise<readonly Example[]> {
  const file = vscode.Uri.joinPath(extension, "dist", "examples.json");
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
}

/** Opens an example's definition as a document that isn't saved. */
export async function untitledExample({ definition, files }: Example): Promise<void> {
  const language = /\.ya?ml$/.test(definition) ? "asl-yaml" : "asl";
  const document = await vscode.workspace.openTextDocument({ language, content: files[definition] ?? "" });
  await vscode.window.showTextDocument(document);
}

/** Writes an example into a new folder and opens its definition. Nothing that exists is overwritten. */
export async function exampleFolder({ name, definition, files }: Example, parent: vscode.Uri): Promise<void> {
  const folder = await freeFolder(parent, name);
  for (const [path, text] of Object.entries(files)) {
    const file = vscode.Uri.joinPath(folder, path);
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(folder, posix.dirname(path)));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  }
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, definition));
}

async function freeFolder(parent: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let count = 1; ; count++) {
    const folder = vscode.Uri.joinPath(parent, count === 1 ? name : `${name}-${count}`);
    const exists = await vscode.workspace.fs.stat(folder).then(
      () => true,
      () => false,
    );
    if (!exists) return folder;
  }
}
