import * as vscode from "vscode";

const SCHEME = "statecraft-execution";

/** So many stay readable after they were shown: closed tabs may be opened again. */
const MOST = 20;

/** Values of executions in editors of their own, which can't be edited and are never saved. */
export interface ValueDocuments extends vscode.Disposable {
  open(title: string, text: string): Promise<void>;
}

export function valueDocuments(): ValueDocuments {
  const texts = new Map<string, string>();
  let number = 0;
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: ({ query }) => texts.get(query) ?? "This value is no longer at hand.",
  });
  return {
    async open(title, text) {
      const query = String(++number);
      const { isJson, pretty } = prettyJson(text);
      texts.set(query, pretty);
      for (const oldest of [...texts.keys()].slice(0, -MOST)) texts.delete(oldest);
      const name = title.replace(/[\\/:*?"<>|#]+/g, " ").slice(0, 80);
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.${isJson ? "json" : "txt"}`, query });
      const document = await vscode.workspace.openTextDocument(uri);
      const column = vscode.window.activeTextEditor?.viewColumn ?? vscode.ViewColumn.One;
      await vscode.window.showTextDocument(document, { viewColumn: column, preview: true });
    },
    dispose: () => provider.dispose(),
  };
}

function prettyJson(text: string): { readonly isJson: boolean; readonly pretty: string } {
  try {
    return { isJson: true, pretty: JSON.stringify(JSON.parse(text), null, 2) };
  } catch {
    return { isJson: false, pretty: text };
  }
}
