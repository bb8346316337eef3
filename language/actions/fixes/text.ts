import { suppressionMark } from "../../syntax/index.ts";
import type { TextEdit } from "../../text/index.ts";
import { type Fix, type Fixer, fix } from "./problem.ts";

/** Deletes what is marked. */
const deletion =
  (title: string, flags: Omit<Fix, "title" | "edits">): Fixer =>
  ({ found }) =>
    fix(title, [{ span: found.span, newText: "" }], flags);

export const deleteComma: Fixer = deletion("Delete the comma", { preferred: true, safe: true });

/** JSON as the service reads it has no comments. */
export const deleteComments: Fixer = ({ document }) => {
  const comments = document.tree.comments.filter((comment) => !suppressionMark.test(comment.text));
  const edits = comments.map(({ span }): TextEdit => {
    const lineStart = document.text.lastIndexOf("\n", span.start - 1) + 1;
    const newline = document.text.indexOf("\n", span.end);
    const lineEnd = newline < 0 ? document.text.length : newline + 1;
    const beginsLine = document.text.slice(lineStart, span.start).trim() === "";
    const endsLine = document.text.slice(span.end, lineEnd).trim() === "";
    if (beginsLine && endsLine) return { span: { start: lineStart, end: lineEnd }, newText: "" };
    const blanks = /[ \t]*$/.exec(document.text.slice(lineStart, span.start))?.[0].length ?? 0;
    return { span: { start: endsLine ? span.start - blanks : span.start, end: span.end }, newText: "" };
  });
  return fix(comments.length === 1 ? "Delete the comment" : "Delete all comments", withoutOverlaps(edits), {
    preferred: true,
  });
};

/** Comments beside each other on one line may claim the same line. */
function withoutOverlaps(edits: readonly TextEdit[]): readonly TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of edits) {
    const end = kept.at(-1)?.span.end ?? 0;
    if (edit.span.end > end)
      kept.push({ span: { start: Math.max(edit.span.start, end), end: edit.span.end }, newText: "" });
  }
  return kept;
}

/** What the syntax of JSON lacks, where the finding tells it. */
export const mendJson: Fixer = ({ found, document }) => {
  const { span, message } = found;
  const text = document.text.slice(span.start, span.end);
  if (message.startsWith("A comma is missing")) {
    return fix("Add the comma", [{ span: { start: span.start, end: span.start }, newText: "," }], { preferred: true });
  }
  if (message.includes("double quotes")) {
    const bare = /^'(.*)'$/s.exec(text)?.[1] ?? text;
    const isWord = /^[\w.$:/ -]+$/.test(bare);
    return isWord
      ? fix("Put it into double quotes", [{ span, newText: JSON.stringify(bare) }], { preferred: true })
      : [];
  }
  const value = /: write (true|false|null)\.$/.exec(message)?.[1];
  if (value) return fix(`Change to ${value}`, [{ span, newText: value }], { preferred: true, safe: true });
  if (/: delete (?:it|this)\.$/.test(message)) return fix("Delete it", [{ span, newText: "" }], { preferred: true });
  return [];
};

/** An expression without quotes, which YAML takes for the beginning of an object. */
export const quoteExpression: Fixer = ({ found, document }) => {
  if (!found.message.startsWith("Put the expression in quotes")) return [];
  const { span } = found;
  const newText = document.notation.quote(document.text.slice(span.start, span.end));
  return fix("Put it into quotes", [{ span, newText }], { preferred: true, safe: true });
};

/** YAML takes no tabs for indentation. */
export const replaceTabs: Fixer = ({ found, document }) => {
  if (!found.message.includes("no tabs")) return [];
  const edits = [...document.text.matchAll(/^[ ]*\t[ \t]*/gm)].map(
    ({ index, 0: blanks }): TextEdit => ({
      span: { start: index, end: index + blanks.length },
      newText: blanks.replaceAll("\t", "  "),
    }),
  );
  return fix("Indent with spaces", edits, { preferred: true });
};
