import type { AnnotatedTextEdit, ChangeAnnotation, WorkspaceEdit } from "vscode-languageserver";
import type { Analysis, Caveat, TextEdit } from "../language/index.ts";
import { toEdit } from "./convert.ts";

type Annotations = Record<string, ChangeAnnotation>;

/** More than this is said at once, beside all changes. */
const MOST_BY_PLACE = 200;

/**
 * Edits of one document. With caveats the editor shows them before it makes them: beside each change stands what is to be
 * agreed to there; what is about no single change stands beside the first one.
 */
export function toWorkspaceEdit(
  { lines, uri, version }: Analysis,
  edits: readonly TextEdit[],
  caveats: readonly Caveat[] = [],
): WorkspaceEdit {
  if (caveats.length === 0) return { changes: { [uri]: edits.map((edit) => toEdit(lines, edit)) } };
  const annotations: Annotations = { same: { label: "Changes that mean the same", needsConfirmation: false } };
  const byPlace = caveats.length <= MOST_BY_PLACE ? caveats : [];
  const general = caveats.filter((caveat) => !byPlace.includes(caveat) || !edits.some((edit) => touches(edit, caveat)));
  const annotated = edits.map((edit, index): AnnotatedTextEdit => {
    const here = byPlace.filter((caveat) => touches(edit, caveat));
    return {
      ...toEdit(lines, edit),
      annotationId: annotationOf(annotations, index === 0 ? [...here, ...general] : here),
    };
  });
  return { documentChanges: [{ textDocument: { uri, version }, edits: annotated }], changeAnnotations: annotations };
}

const touches = (edit: TextEdit, { span }: Caveat): boolean =>
  edit.span.start <= span.end && span.start <= edit.span.end;

/** The annotation that says these things, which all edits share that say them. */
function annotationOf(annotations: Annotations, caveats: readonly Caveat[]): string {
  if (caveats.length === 0) return "same";
  const label = [...new Set(caveats.map(({ message }) => message))].join(" ");
  annotations[label] ??= { label, needsConfirmation: true };
  return label;
}
