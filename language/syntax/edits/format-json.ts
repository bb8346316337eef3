import { format } from "jsonc-parser";
import { applyEdits, type Span, type TextEdit } from "../../text/index.ts";
import { objectsOf } from "../cursor.ts";
import type { SyntaxNode } from "../node.ts";
import { lineBreakOf } from "./document-style.ts";
import type { FormatOptions, Source } from "./edits.ts";

/** The blanks of JSON as VS Code lays it out: one member or item a line. */
export function formatJson(
  { text, tree }: Source,
  { tabSize, insertSpaces }: FormatOptions,
  range?: Span,
): readonly TextEdit[] {
  const options = { tabSize, insertSpaces, eol: lineBreakOf(text) };
  const within = range && { offset: range.start, length: range.end - range.start };
  return format(withoutPlaceholders(text, tree.root), within, options).map(({ offset, length, content }) => ({
    span: { start: offset, end: offset + length },
    newText: content,
  }));
}

/** `${Name}` without quotes is no JSON: for the formatter it is a number of the same length. */
function withoutPlaceholders(text: string, root: SyntaxNode): string {
  if (!text.includes("${")) return text;
  const bare: SyntaxNode[] = [];
  for (const { members } of objectsOf(root)) {
    for (const { value } of members) {
      for (const each of value.kind === "array" ? value.items : [value])
        if (each.kind === "string" && each.plain) bare.push(each);
    }
  }
  return applyEdits(
    text,
    bare.map(({ span }) => ({ span, newText: "1".repeat(span.end - span.start) })),
  );
}
