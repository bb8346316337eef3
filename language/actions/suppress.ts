import { memberSpan, suppressionMark } from "../syntax/index.ts";
import type { Diagnostic } from "../text/index.ts";
import type { CodeAction } from "./code-action.ts";
import type { Document } from "./document.ts";

/**
 * A comment above the line of a finding that silences its rule there. In JSON only where comments stand already: the
 * service refuses them.
 */
export function suppression({ text, tree, notation }: Document, found: Diagnostic | undefined): CodeAction | undefined {
  if (!found || found.code.endsWith("-syntax") || found.code === "json-comment") return undefined;
  const isJson = notation.id === "json";
  if (isJson && tree.comments.length === 0) return undefined;
  const line = found.span.start === 0 ? 0 : text.lastIndexOf("\n", found.span.start - 1) + 1;
  // A comment within a text of several lines would become part of it.
  if (isWithinText({ text, tree, notation } as Document, line)) return undefined;
  const title = `Silence "${found.code}" for this line`;
  const above = tree.comments.findLast(
    ({ span }) =>
      span.end < line &&
      text.slice(span.end, line).trim() === "" &&
      text.slice(span.end, line).split("\n").length === 2,
  );
  if (above && suppressionMark.test(above.text) && !above.text.endsWith("*/")) {
    return {
      title,
      kind: "quickfix",
      edits: [{ span: { start: above.span.end, end: above.span.end }, newText: ` ${found.code}` }],
      mends: found,
    };
  }
  const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? "";
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const comment = `${isJson ? "//" : "#"} statecraft-disable-next-line ${found.code}`;
  const start = line === 0 && text.startsWith("\uFEFF") ? 1 : line;
  return {
    title,
    kind: "quickfix",
    edits: [{ span: { start, end: start }, newText: `${indent}${comment}${lineBreak}` }],
    mends: found,
  };
}

/** Whether a line begins within a scalar: a block, or quotes over several lines. */
function isWithinText({ tree }: Document, line: number): boolean {
  const pending = [tree.root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === "string") {
      if (node.span.start < line && line < node.span.end) return true;
    } else if (node.kind === "array")
      pending.push(...node.items.filter(({ span }) => span.start <= line && line <= span.end));
    else if (node.kind === "object") {
      for (const member of node.members) {
        const { start, end } = memberSpan(member);
        if (start <= line && line <= end) pending.push(member.value);
      }
    }
  }
  return false;
}
