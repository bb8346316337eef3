import * as vscode from "vscode";
import type { EvaluateAnswer } from "../../server/protocol.ts";

/** A value beside its expression, until something else is done there. */
export interface ShownValue extends vscode.Disposable {
  /** Beside the expression, and where given also in the editor that its data are typed into. */
  show(editor: vscode.TextEditor, value: ValueAt, data?: vscode.TextEditor): void;
  hide(): void;
  readonly current: ValueAt | undefined;
}

export interface ValueAt {
  /** The expression's whole value in the document. */
  readonly range: vscode.Range;
  readonly answer: EvaluateAnswer;
  /** Which data it was evaluated with: `the last run`. */
  readonly source: string;
}

/** True while a value is shown: for the key that hides it. */
const CONTEXT = "statecraft.valueShown";

/** What fits beside a line, and what fits into a hover. */
const [INLINE, IN_HOVER] = [100, 5000];

export function shownValue(): ShownValue {
  const plain = vscode.window.createTextEditorDecorationType(look("statecraft.evaluatedValue"));
  const failed = vscode.window.createTextEditorDecorationType(look("statecraft.evaluationError"));
  const place = vscode.window.createTextEditorDecorationType({
    textDecoration: "underline wavy",
    color: new vscode.ThemeColor("editorError.foreground"),
  });
  let shown: { readonly document: vscode.TextDocument; readonly value: ValueAt } | undefined;

  function hide(): void {
    if (!shown) return;
    shown = undefined;
    for (const editor of vscode.window.visibleTextEditors)
      for (const type of [plain, failed, place]) editor.setDecorations(type, []);
    void vscode.commands.executeCommand("setContext", CONTEXT, false);
  }

  const edited = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (document === shown?.document && contentChanges.length > 0) hide();
  });
  return {
    show(editor, value, data) {
      hide();
      shown = { document: editor.document, value };
      const { answer, range } = value;
      const hoverMessage = hoverOf(value);
      // Beside the line, past the comma.
      const { end } = editor.document.lineAt(range.end.line).range;
      const after = { contentText: inlineText(answer) };
      const type = answer.kind === "value" ? plain : failed;
      editor.setDecorations(type, [
        { range: new vscode.Range(range.start, end), hoverMessage, renderOptions: { after } },
      ]);
      data?.setDecorations(type, [{ range: data.document.lineAt(0).range, hoverMessage, renderOptions: { after } }]);
      if (answer.kind === "error") editor.setDecorations(place, [rangeOf(answer.range)]);
      void vscode.commands.executeCommand("setContext", CONTEXT, true);
    },
    hide,
    get current() {
      return shown?.value;
    },
    dispose: () => vscode.Disposable.from(plain, failed, place, edited).dispose(),
  };
}

const look = (color: string): vscode.DecorationRenderOptions => ({
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  after: {
    margin: "0 0 0 1.5em",
    color: new vscode.ThemeColor(`${color}Foreground`),
    backgroundColor: new vscode.ThemeColor(`${color}Background`),
  },
});

export const rangeOf = ({ start, end }: Extract<EvaluateAnswer, { kind: "error" }>["range"]): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

/** Blanks in a decoration's text would be drawn as one. */
function inlineText(answer: EvaluateAnswer): string {
  const text = answer.kind === "value" ? `= ${answer.text}` : answer.message;
  const line = text.replaceAll(/\s+/g, " ");
  return ` ${line.length > INLINE ? `${line.slice(0, INLINE - 1)}…` : line} `.replaceAll(" ", "\u00a0");
}

function hoverOf({ answer, source }: ValueAt): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.isTrusted = { enabledCommands: ["statecraft.copyValue", "statecraft.openValue", "statecraft.chooseData"] };
  if (answer.kind === "value") {
    const text = prettyText(answer.text);
    markdown.appendCodeblock(text.length > IN_HOVER ? `${text.slice(0, IN_HOVER)}\n…` : text, "json");
    const actions = "[Copy](command:statecraft.copyValue) · [Open in editor](command:statecraft.openValue)";
    markdown.appendMarkdown(`${actions} · `);
  } else {
    markdown.appendText(answer.message);
    markdown.appendMarkdown("\n\n");
  }
  markdown.appendMarkdown(`Evaluated with ${asText(source)} · [Other data](command:statecraft.chooseData)`);
  return markdown;
}

export const prettyText = (json: string): string => JSON.stringify(JSON.parse(json), null, 2);

/** The name of a file may look like Markdown. */
const asText = (text: string): string => text.replaceAll(/[\\`*_{}[\]()#+\-!<>|&]/g, "\\$&");
