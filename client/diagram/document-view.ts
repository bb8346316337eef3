import * as vscode from "vscode";
import type { StatePath } from "../../language/index.ts";
import type { StateDiagnostic } from "../../webview/protocol.ts";
import type { RunningServer } from "../language/running-server.ts";

/** More marks than that help nobody. */
const MAX_DIAGNOSTICS = 200;

/** The states of a document as editors show them: where the cursor is, what is wrong, where a state stands. */
export interface DocumentView {
  /** The state that the cursor is in, of the editor that shows the document. */
  selected(): Promise<StatePath | null>;
  diagnostics(): Promise<readonly StateDiagnostic[]>;
  /** The state that a line belongs to: by the first character on it. */
  stateOnLine(position: vscode.Position): Promise<StatePath | null>;
  /** Where a state's name stands. */
  nameOf(path: string): Promise<vscode.Range | undefined>;
  /** Puts the cursor on the state's name, beside the panel if the document isn't shown. */
  reveal(path: string, panelColumn: vscode.ViewColumn | undefined): Promise<void>;
}

export function documentView(server: RunningServer, uri: vscode.Uri): DocumentView {
  const stateAt = (position: vscode.Position): Promise<StatePath | null> =>
    server.request("statecraft/stateAt", { uri: uri.toString(), position });
  const nameOf = async (path: string): Promise<vscode.Range | undefined> => {
    const ranges = await server.request("statecraft/rangeOf", { uri: uri.toString(), path: path as StatePath });
    if (!ranges) return undefined;
    const { start, end } = ranges.name;
    return new vscode.Range(start.line, start.character, end.line, end.character);
  };
  return {
    nameOf,
    async stateOnLine({ line, character }) {
      const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
      if (!document || line >= document.lineCount) return null;
      const first = document.lineAt(line).firstNonWhitespaceCharacterIndex;
      return stateAt(new vscode.Position(line, Math.max(first + 1, character)));
    },
    async selected() {
      const editor = editorOf(uri);
      return editor ? stateAt(editor.selection.active) : null;
    },
    async diagnostics() {
      const found = vscode.languages.getDiagnostics(uri).filter(isProblem).slice(0, MAX_DIAGNOSTICS);
      const states = await Promise.all(found.map(({ range }) => stateAt(range.start)));
      return found.flatMap(({ severity, message }, index) => {
        const id = states[index];
        if (!id) return [];
        return [{ id, message, severity: severity === vscode.DiagnosticSeverity.Error ? "error" : "warning" } as const];
      });
    },
    async reveal(path, panelColumn) {
      const selection = await nameOf(path);
      if (!selection) return;
      const column = editorOf(uri)?.viewColumn ?? columnBeside(panelColumn);
      const editor = await vscode.window.showTextDocument(uri, { viewColumn: column, selection });
      editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    },
  };
}

export const editorOf = (uri: vscode.Uri): vscode.TextEditor | undefined =>
  vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());

const isProblem = ({ severity, source }: vscode.Diagnostic): boolean =>
  source === "statecraft" && severity <= vscode.DiagnosticSeverity.Warning;

/** The text belongs to the left of its diagram; where there is no left, to the right. */
const columnBeside = (panel: vscode.ViewColumn | undefined): vscode.ViewColumn =>
  panel === undefined || panel === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : panel - 1;
