import * as vscode from "vscode";

/** What `statecraft.json` says to the pickers; all else of it is the debug adapter's. */
export interface ProjectFile {
  readonly folder: vscode.Uri;
  readonly mocks?: vscode.Uri;
  readonly inputs: readonly string[];
}

/** The nearest `statecraft.json` upwards from a file. One that can't be read is the debug adapter's to complain about. */
export async function projectFile(from: vscode.Uri): Promise<ProjectFile | undefined> {
  for (let folder = vscode.Uri.joinPath(from, ".."); ; folder = vscode.Uri.joinPath(folder, "..")) {
    const value = await readJson(vscode.Uri.joinPath(folder, "statecraft.json"));
    if (value !== undefined) return projectIn(folder, value);
    if (folder.path === "/" || /^\/[A-Za-z]:\/?$/.test(folder.path)) return undefined;
  }
}

function projectIn(folder: vscode.Uri, value: unknown): ProjectFile {
  const { mocks, inputs } = (value ?? {}) as { readonly mocks?: unknown; readonly inputs?: unknown };
  return {
    folder,
    ...(typeof mocks === "string" && { mocks: vscode.Uri.joinPath(folder, mocks) }),
    inputs: Array.isArray(inputs) ? inputs.filter((glob) => typeof glob === "string") : [],
  };
}

/** The value that a JSON file holds; undefined where there is none. */
export async function readJson(file: vscode.Uri): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch {
    return undefined;
  }
}
