import type { Span, TextEdit } from "../../text/index.ts";
import type { Caveat, CodeAction } from "../code-action.ts";
import type { Document } from "../document.ts";

/** A change of the text that keeps its meaning, offered at a place. Its edits are made only when they are asked for. */
export interface Refactoring {
  readonly title: string;
  readonly kind: CodeAction["kind"];
  readonly edits: () => readonly TextEdit[] | undefined;
  readonly disabled?: string;
  readonly caveats?: readonly Caveat[];
  readonly notice?: string;
}

/**
 * What is offered for a selection; an empty one is a cursor. `isAsked` tells whether a person asks for it, or an editor
 * whenever its cursor moves.
 */
export type Refactorer = (document: Document, range: Span, isAsked?: boolean) => readonly Refactoring[];

/** The one edit between two texts: what they share at both ends stays. */
export function difference(before: string, after: string): readonly TextEdit[] {
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (before === after) return [];
  return [{ span: { start, end: before.length - end }, newText: after.slice(start, after.length - end) }];
}
