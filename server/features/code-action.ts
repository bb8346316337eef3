import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  type Diagnostic,
} from "vscode-languageserver";
import { type Analysis, type Caveat, codeActionsAt, type CodeAction as LanguageAction } from "../../language/index.ts";
import type { Abilities } from "../abilities.ts";
import { toOffset, toRange } from "../convert.ts";
import { toWorkspaceEdit } from "../workspace-edit.ts";
import { type Feature, feature, guarded } from "./feature.ts";

/** Every kind of action that the server may offer. */
const KINDS = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  CodeActionKind.RefactorRewrite,
  `${CodeActionKind.RefactorRewrite}.jsonata`,
  `${CodeActionKind.SourceFixAll}.statecraft`,
];

/**
 * Quick fixes and refactorings. Editors that know no actions but commands get none; those that ask for the edits of the
 * chosen action alone get them then.
 */
export const codeAction: Feature = {
  capabilities: { codeActionProvider: { codeActionKinds: KINDS, resolveProvider: true } },
  register(session) {
    const pending = new Map<string, LanguageAction>();
    offer(pending).register(session);
    session.connection.onRequest(CodeActionResolveRequest.type, (action, token) => {
      const chosen = pending.get(String(action.data));
      const edit = guarded(session.connection, CodeActionResolveRequest.method, token, () => {
        const analysis = session.documents.analysisOf(uriOf(action));
        const isCurrent =
          analysis && String(action.data).startsWith(`${String(action.data).split(" ")[0]} ${analysis.version} `);
        if (!chosen || !analysis || !isCurrent) return null;
        return toWorkspaceEdit(analysis, chosen.later?.() ?? [], agreedTo(chosen, session.abilities));
      });
      return edit ? { ...action, edit } : action;
    });
  },
};

/** What an action that isn't made yet is known by: the place of its document, its version, and its number. */
const uriOf = ({ data }: CodeAction): string => String(data).replace(/^\d+ \d+ /, "");

const offer = (pending: Map<string, LanguageAction>): Feature =>
  feature(CodeActionRequest.type, {}, (analysis, params, { abilities }): CodeAction[] => {
    if (!abilities.codeActions) return [];
    const { lines } = analysis;
    const span = { start: toOffset(lines, params.range.start), end: toOffset(lines, params.range.end) };
    const isAsked = params.context.triggerKind === CodeActionTriggerKind.Invoked || params.context.only !== undefined;
    const actions = codeActionsAt(analysis, span, (kind) => isWanted(kind, params), isAsked);
    pending.clear();
    return actions.flatMap((action, index): CodeAction[] => {
      const shown = toCodeAction(analysis, action, params.context.diagnostics, abilities);
      if (shown.disabled) return abilities.disabledActions ? [shown] : [];
      if (!action.later) return [{ ...shown, edit: toWorkspaceEdit(analysis, action.edits) }];
      if (abilities.codeActionEditsLater) {
        const data = `${index} ${analysis.version} ${analysis.uri}`;
        pending.set(data, action);
        return [{ ...shown, data }];
      }
      const edits = action.later();
      return edits && edits.length > 0
        ? [{ ...shown, edit: toWorkspaceEdit(analysis, edits, agreedTo(action, abilities)) }]
        : [];
    });
  });

/** What the editor shows beside the changes before it makes them. */
const agreedTo = ({ caveats = [] }: LanguageAction, { annotatedEdits }: Abilities): readonly Caveat[] =>
  annotatedEdits ? caveats : [];

/** Editors ask for a kind and what is below it. Actions on the whole text are for those who ask for them. */
function isWanted(kind: string, { context: { only } }: CodeActionParams): boolean {
  if (!only) return !kind.startsWith(CodeActionKind.Source);
  return only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`));
}

function toCodeAction(
  analysis: Analysis,
  { title, kind, preferred, mends, disabled, caveats = [] }: LanguageAction,
  shown: readonly Diagnostic[],
  { annotatedEdits }: Abilities,
): CodeAction {
  const range = mends && toRange(analysis.lines, mends.span);
  const start = range?.start;
  const mended = shown.filter(
    (each) =>
      each.code === mends?.code &&
      each.range.start.line === start?.line &&
      each.range.start.character === start?.character,
  );
  return {
    title: annotatedEdits ? title : withCaveats(title, caveats),
    kind,
    ...(disabled !== undefined && { disabled: { reason: disabled } }),
    ...(preferred && { isPreferred: true }),
    ...(mended.length > 0 && { diagnostics: mended }),
  };
}

/** For editors that show nothing before an edit. */
function withCaveats(title: string, [first, ...others]: readonly Caveat[]): string {
  if (!first) return title;
  return `${title}. ${first.message}${others.length > 0 ? ` (and ${others.length} more)` : ""}`;
}
