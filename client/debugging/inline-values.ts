import * as vscode from "vscode";
import type { StatecraftRequests } from "../../debugger/protocol.ts";
import { allLanguages } from "../language/definitions.ts";
import type { LanguageServer } from "../language/server.ts";

/**
 * What VS Code shows in the text while a state machine stands: values beside their fields, and under the mouse the value
 * of the expression that it points at. The debug adapter knows the values, the language server where expressions are.
 */
export function valuesInText(server: LanguageServer): vscode.Disposable {
  const selector = allLanguages.map((language) => ({ language }));
  return vscode.Disposable.from(
    vscode.languages.registerInlineValuesProvider(selector, { provideInlineValues }),
    vscode.languages.registerEvaluatableExpressionProvider(selector, {
      async provideEvaluatableExpression(document, position) {
        if (vscode.debug.activeDebugSession?.type !== "asl") return undefined;
        const running = await server.running();
        const found = await running.request("statecraft/expressionAt", { uri: document.uri.toString(), position });
        if (!found) return undefined;
        const { start, end } = found.range;
        const range = new vscode.Range(start.line, start.character, end.line, end.character);
        return new vscode.EvaluatableExpression(range, found.source);
      },
    }),
  );
}

type Answer = StatecraftRequests["statecraft/inlineValues"]["body"];

async function provideInlineValues(
  document: vscode.TextDocument,
  viewPort: vscode.Range,
  { frameId }: vscode.InlineValueContext,
): Promise<vscode.InlineValue[]> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== "asl") return [];
  const asked = session.customRequest("statecraft/inlineValues" satisfies keyof StatecraftRequests, { frameId });
  const { values } = (await asked.then(undefined, () => ({ values: [] }))) as Answer;
  return values.flatMap(({ line, column, endLine, endColumn, text, written }) => {
    const range = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
    const isThere = viewPort.intersection(range) && document.getText(range) === written;
    // The value of a text over several lines stands at the first.
    return isThere
      ? [new vscode.InlineValueText(document.lineAt(line - 1).range.intersection(range) ?? range, text)]
      : [];
  });
}
