import { type Token, tokenBefore } from "../../expressions/index.ts";
import { buildModel, type EvaluatedText, evaluatedTextAt, type Model, type Part } from "../../model/index.ts";
import { type Cursor, cursorAt, type StringNode, type SyntaxNode, valueOffset } from "../../syntax/index.ts";
import { type Document, lineEnd, lineStart } from "../document.ts";
import { type Expression, expressionOf } from "./expression.ts";

/** An expression with a cursor in it. */
export type ExpressionAt = Expression & {
  /** The cursor, as an offset in the source: less than 0 or more than its length in the blanks around it. */
  readonly offset: number;
  /** The token that the cursor stands in or at the end of. */
  readonly token: Token | undefined;
};

/** The expression around an offset of the document, also where what is around it isn't complete yet. */
export function expressionAt(document: Document, offset: number): ExpressionAt | undefined {
  const found = evaluatedTextAround(document, offset);
  const expression = found && expressionOf(found.text);
  if (!expression) return undefined;
  const inValue = found.offset;
  if (expression.kind === "jsonata") {
    const [opening, closing] = expression.marks;
    if (inValue < (opening?.end ?? 0) || (closing && inValue > closing.start)) return undefined;
  }
  const inSource = inValue - expression.start;
  return { ...expression, offset: inSource, token: tokenBefore(expression.tokens, inSource) };
}

/** A text that is evaluated, or may be, with a cursor in it. */
export interface TextAround {
  readonly text: EvaluatedText;
  /** The cursor, as an offset in the text's value. */
  readonly offset: number;
}

/** The text around an offset in a place where expressions may stand, whether it is one or not. */
export function evaluatedTextAround(document: Document, offset: number): TextAround | undefined {
  const { tree, text } = document;
  if (tree.comments.some(({ span }) => span.start < offset && offset <= span.end)) return undefined;
  const mended = mendedDocument(document, offset);
  const { model } = mended;
  const cursor = cursorIn(mended, offset);
  const { node, steps } = cursor;
  if (cursor.onKey || node.kind !== "string" || !isWithin(node, text, offset)) return undefined;
  const parts = partsByNode(model);
  const index = steps.findLastIndex((step) => parts.has(step.node));
  const part = parts.get(steps[index]?.node ?? model.root);
  // The last step is the text itself.
  const evaluated = part && evaluatedTextAt(part, steps.slice(index, -1), node);
  return evaluated && { text: evaluated, offset: valueOffset(node, offset) };
}

/** Blanks at the end of a block scalar's last line belong to it. */
function cursorIn({ model: { root }, text }: Document, offset: number): Cursor {
  const cursor = cursorAt(root, offset);
  if (cursor.node.kind === "string") return cursor;
  const before = text.slice(lineStart(text, offset), offset);
  const trimmed = before.trimEnd();
  if (trimmed === "" || trimmed === before) return cursor;
  const earlier = cursorAt(root, offset - before.length + trimmed.length);
  return earlier.node.kind === "string" && isBlock(earlier.node, text) ? earlier : cursor;
}

const isBlock = ({ span }: StringNode, text: string): boolean => /[|>]/.test(text[span.start] ?? "");

/** Whether a cursor stands between the quotes, where there are any. */
function isWithin({ span, plain }: StringNode, text: string, offset: number): boolean {
  if (plain) return true;
  const quote = text[span.start] ?? "";
  if (quote !== '"' && quote !== "'") return offset > text.indexOf("\n", span.start);
  const isClosed = span.end - span.start >= 2 && text[span.end - 1] === quote;
  return offset > span.start && (!isClosed || offset < span.end);
}

/**
 * A quoted text of YAML without an end takes in all lines up to the next quote: then the document is read with the quote
 * that the cursor's line lacks.
 */
function mendedDocument(document: Document, offset: number): Document {
  const { text, notation, tree, model } = document;
  if (notation.id === "json" || tree.problems.length === 0) return document;
  const { node } = cursorAt(model.root, offset);
  const quote = text[node.span.start] ?? "";
  const end = lineEnd(text, offset);
  if (node.kind !== "string" || !/["']/.test(quote) || node.span.end <= end) return document;
  if (node.span.start < lineStart(text, offset) || !/^ *(?:- +)*\S+: /m.test(text.slice(end, node.span.end + 1))) {
    return document;
  }
  const mended = text.slice(0, end) + quote + text.slice(end);
  const mendedTree = notation.parse(mended);
  return { text: mended, notation, tree: mendedTree, model: buildModel(mendedTree.root) };
}

const known = new WeakMap<Model, ReadonlyMap<SyntaxNode, Part>>();

/** The parts of a model by their nodes, kept: every request asks for one. */
export function partsByNode(model: Model): ReadonlyMap<SyntaxNode, Part> {
  const parts = known.get(model) ?? new Map(model.parts.map((part) => [part.node, part]));
  known.set(model, parts);
  return parts;
}
