import type { Span } from "./span.ts";

/** Replaces the text of a span; an empty span inserts, an empty text deletes. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The text after all edits, whose spans refer to the text before and don't overlap; insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start);
  const parts: string[] = [];
  let end = 0;
  for (const { span, newText } of ordered) {
    parts.push(text.slice(end, span.start), newText);
    end = span.end;
  }
  parts.push(text.slice(end));
  return parts.join("");
}
