import * as vscode from "vscode";
import type { StateData } from "../../language/index.ts";
import { memoryFiles } from "../results/memory-files.ts";

/** Data that the user types for the states of a document, each in an editor of its own. They are kept over windows. */
export interface TypedData extends vscode.Disposable {
  /** The data as they are typed now; throws an error that says why they can't be used. */
  read(document: string, state: TypedState): StateData;
  /** Opens their editor beside the definition. */
  open(document: string, state: TypedState): Promise<void>;
  /** The editor where they are typed, if it is open. */
  editorOf(document: string, state: TypedState): vscode.TextEditor | undefined;
  /** Shows a text of its own in an editor that closes without a question. */
  show(name: string, text: string): Promise<void>;
  readonly onChanged: vscode.Event<void>;
}

export interface TypedState {
  readonly path: string;
  readonly name: string;
  /** What stands there until something is typed. */
  readonly sample: StateData;
}

const SCHEME = "statecraft-data";

/** Longer texts are not kept: the storage is meant for small things. */
const LONGEST = 100_000;

export function typedData(storage: vscode.Memento): TypedData {
  const files = memoryFiles();
  const changed = new vscode.EventEmitter<void>();
  const keyOf = (uri: vscode.Uri): string => `data of ${uri.query}`;

  function textOf(uri: vscode.Uri, { sample }: TypedState): string {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    return open?.getText() ?? storage.get<string>(keyOf(uri)) ?? `${JSON.stringify(sample, null, 2)}\n`;
  }

  const listeners = [
    vscode.workspace.registerFileSystemProvider(SCHEME, files, { isCaseSensitive: true }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.scheme !== SCHEME || contentChanges.length === 0) return;
      const text = document.getText();
      if (document.uri.query !== "" && text.length <= LONGEST) void storage.update(keyOf(document.uri), text);
      changed.fire();
    }),
    changed,
  ];
  return {
    read: (document, state) => dataIn(textOf(uriOf(document, state), state)),
    async open(document, state) {
      const uri = uriOf(document, state);
      files.put(uri, textOf(uri, state));
      const options = { viewColumn: vscode.ViewColumn.Beside, preview: false, preserveFocus: false };
      await vscode.window.showTextDocument(uri, options);
    },
    editorOf(document, state) {
      const uri = uriOf(document, state).toString();
      return vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri);
    },
    async show(name, text) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${plain(name)}.json` });
      files.put(uri, text);
      await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
    },
    onChanged: changed.event,
    dispose: () => vscode.Disposable.from(...listeners).dispose(),
  };
}

/** The tab shows the state's name; what tells one document's state from another's stays out of sight. */
const uriOf = (document: string, { path, name }: TypedState): vscode.Uri =>
  vscode.Uri.from({ scheme: SCHEME, path: `/${plain(name)}.data.json`, query: `${document} ${path}` });

const plain = (name: string): string => name.replaceAll(/[\\/:*?"<>|#]/g, "-");

function dataIn(text: string): StateData {
  const { input = {}, result, errorOutput, context = {}, variables = {} } = objectIn(text);
  return {
    input,
    ...(result !== undefined && { result }),
    ...(errorOutput !== undefined && { errorOutput }),
    context,
    variables,
  };
}

function objectIn(text: string): Partial<StateData> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`The data typed in aren't valid JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return data;
  throw new Error('The data typed in must be an object: write {"input": …}.');
}
