import { type Document, isScalar, type Scalar, visit } from "yaml";
import type { Diagnostic, Span } from "../text/index.ts";

/** A text in which other text of the same length stands for expressions without quotes, which YAML can't read. */
export interface MaskedText {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** What stands where a value may begin, to the marks that end it; nowhere further than to the next ones that begin. */
const BARE = /(?:: +|- +|[[,] *)(\{%(?:(?!\{%).)*?%\})(?=[ \t]*(?:\r?$|[,\]}]|[ \t]#))/gm;

/** The text without the marks of what may be bare expressions: `Output: {% $x %}`. */
export function withoutBareExpressions(text: string): MaskedText | undefined {
  const spans = [...text.matchAll(BARE)].map(({ index, 0: all, 1: expression = "" }): Span => {
    const end = index + all.length;
    return { start: end - expression.length, end };
  });
  return spans.length > 0 ? masked(text, spans) : undefined;
}

function masked(text: string, spans: readonly Span[]): MaskedText {
  const parts: string[] = [];
  let last = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(last, start), "x".repeat(end - start));
    last = end;
  }
  return { text: parts.join("") + text.slice(last), spans };
}

/**
 * Gives the masked scalars of a document their own text. What turns out to stand within quotes, blocks and comments
 * is no bare expression: the text where only the others are masked comes back then.
 */
export function unmask(document: Document.Parsed, original: string, { spans }: MaskedText): MaskedText | undefined {
  const plain = new Map<number, Scalar>();
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && node.type === "PLAIN" && node.range) plain.set(node.range[0], node);
    },
  });
  const bare = spans.filter(({ start, end }) => plain.get(start)?.range?.[1] === end);
  if (bare.length < spans.length) return masked(original, bare);
  for (const { start, end } of bare) {
    const scalar = plain.get(start);
    if (scalar) scalar.value = original.slice(start, end);
  }
  return undefined;
}

/** What is to be said of each. */
export const bareExpressionProblems = ({ spans }: MaskedText): readonly Diagnostic[] =>
  spans.map((span) => ({
    code: "yaml-syntax",
    severity: "error",
    span,
    message: "Put the expression in quotes: a plain text can't begin with {%.",
  }));
