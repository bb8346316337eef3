import { type FormatOptions, toJson } from "../syntax/index.ts";
import { applyEdits, jsonEquals, type Span, type TextEdit } from "../text/index.ts";
import type { Document } from "./document.ts";

/**
 * Lays a text out, or the lines of a range. Where the result would be read in another way than the text, which happens
 * in broken texts, nothing changes.
 */
export function formatted(
  { text, tree, notation }: Pick<Document, "text" | "tree" | "notation">,
  options: FormatOptions,
  range?: Span,
): readonly TextEdit[] {
  const edits = notation.edits.format({ text, tree }, options, range);
  if (edits.length === 0) return edits;
  const after = notation.parse(applyEdits(text, edits));
  const sameComments = after.comments.length === tree.comments.length;
  const isSame =
    sameComments && after.problems.length <= tree.problems.length && jsonEquals(toJson(after.root), toJson(tree.root));
  return isSame ? edits : [];
}
