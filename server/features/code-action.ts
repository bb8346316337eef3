import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  type Diagnostic,
  MessageType,
  ShowMessageNotification,
} from "vscode-languageserver";
import { type Analysis, codeActionsAt, type CodeAction as LanguageAction } from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import { toWorkspaceEdit } from "../workspace-edit.ts";
import { type Feature, feature, guarded, type Session } from "./feature.ts";

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
        tellDifferences(session, analysis, chosen);
        return toWorkspaceEdit(analysis, chosen.later?.() ?? []);
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
      const shown = toCodeAction(analysis, action, params.context.diagnostics);
      if (shown.disabled) return abilities.disabledActions ? [shown] : [];
      if (!action.later) return [{ ...shown, edit: toWorkspaceEdit(analysis, action.edits) }];
      if (abilities.codeActionEditsLater) {
        const data = `${index} ${analysis.version} ${analysis.uri}`;
        pending.set(data, action);
        return [{ ...shown, data }];
      }
      const edits = action.later();
      return edits && edits.length > 0 ? [{ ...shown, edit: toWorkspaceEdit(analysis, edits) }] : [];
    });
  });

/**
 * Tells what the chosen action makes different: the most telling in a message, everything in the log. A preview whose
 * parts are agreed to one by one would leave half of the change.
 */
function tellDifferences(
  { connection }: Session,
  { lines, uri }: Analysis,
  { title, caveats, notice }: LanguageAction,
) {
  if (notice === undefined || !caveats) return;
  void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: notice });
  const told = caveats.map(({ message, span }) => `  line ${lines.position(span.start).line + 1}: ${message}`);
  connection.console.info([`${title}, in ${uri}:`, ...new Set(told)].join("\n"));
}

/** Editors ask for a kind and what is below it. Actions on the whole text are for those who ask for them. */
function isWanted(kind: string, { context: { only } }: CodeActionParams): boolean {
  if (!only) return !kind.startsWith(CodeActionKind.Source);
  return only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`));
}

function toCodeAction(
  analysis: Analysis,
  { title, kind, preferred, mends, disabled }: LanguageAction,
  shown: readonly Diagnostic[],
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
    title,
    kind,
    ...(disabled !== undefined && { disabled: { reason: disabled } }),
    ...(preferred && { isPreferred: true }),
    ...(mended.length > 0 && { diagnostics: mended }),
  };
}
