import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  type Diagnostic,
} from "vscode-languageserver";
import { type Analysis, codeActionsAt, type CodeAction as LanguageAction } from "../../language/index.ts";
import { toEdit, toOffset, toRange } from "../convert.ts";
import { feature } from "./feature.ts";

/** Every kind of action that the server may offer. */
const KINDS = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  CodeActionKind.RefactorRewrite,
  `${CodeActionKind.SourceFixAll}.statecraft`,
];

/** Quick fixes and refactorings. Editors that know no actions but commands get none. */
export const codeAction = feature(
  CodeActionRequest.type,
  { codeActionProvider: { codeActionKinds: KINDS } },
  (analysis, params, { abilities }): CodeAction[] => {
    if (!abilities.codeActions) return [];
    const { lines } = analysis;
    const span = { start: toOffset(lines, params.range.start), end: toOffset(lines, params.range.end) };
    return codeActionsAt(analysis, span, (kind) => isWanted(kind, params)).map((action) =>
      toCodeAction(analysis, action, params.context.diagnostics),
    );
  },
);

/** Editors ask for a kind and what is below it. Actions on the whole text are for those who ask for them. */
function isWanted(kind: string, { context: { only } }: CodeActionParams): boolean {
  if (!only) return !kind.startsWith(CodeActionKind.Source);
  return only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`));
}

function toCodeAction(
  analysis: Analysis,
  { title, kind, edits, preferred, mends }: LanguageAction,
  shown: readonly Diagnostic[],
): CodeAction {
  const { lines, uri } = analysis;
  const range = mends && toRange(lines, mends.span);
  const start = range?.start;
  const mended = shown.filter(
    (each) =>
      each.code === mends?.code &&
      each.range.start.line === start?.line &&
      each.range.start.character === start?.character,
  );
  return {
    title,
    kind,
    edit: { changes: { [uri]: edits.map((edit) => toEdit(lines, edit)) } },
    ...(preferred && { isPreferred: true }),
    ...(mended.length > 0 && { diagnostics: mended }),
  };
}
