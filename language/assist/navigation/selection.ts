import type { Token } from "../../expressions/index.ts";
import { cursorAt, memberSpan, type StringNode } from "../../syntax/index.ts";
import { encloses, type Span, touches } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { type Expression, spanInDocument } from "../expressions/expression.ts";
import { expressionAt } from "../expressions/expression-at.ts";

/**
 * What a selection at an offset grows to, from the innermost: a token, its call, the expression, the text, the value, its
 * member, the object around it, and so on up to the whole document. Each one encloses the one before.
 */
export function selectionsAt(document: Document, offset: number): readonly Span[] {
  const { root } = document.model;
  const { steps, node, onKey } = cursorAt(root, offset);
  const spans: Span[] = [{ start: 0, end: document.text.length }];
  for (const step of steps) {
    spans.push(step.node.span);
    if (step.member) spans.push(memberSpan(step.member));
  }
  const word = onKey ? onKey.key : node.kind === "string" ? node : undefined;
  if (word) spans.push(word.span, contentOf(word));
  const expression = onKey ? undefined : expressionAt(document, offset);
  if (expression) spans.push(...withinExpression(expression, expression.offset));
  return nested(spans, offset);
}

/** What stands between the quotes. */
function contentOf({ span, plain }: StringNode): Span {
  const isClosed = !plain && span.end - span.start >= 2;
  return isClosed ? { start: span.start + 1, end: span.end - 1 } : span;
}

/** From the outermost: the expression, then brackets with what is called, what stands in them, and the token. */
function withinExpression(expression: Expression, offset: number): readonly Span[] {
  const { source, tokens } = expression;
  const spans: Span[] = [{ start: 0, end: source.length }];
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if ("([{".includes(token.text)) open.push(index);
    if (!")]}".includes(token.text)) continue;
    const from = open.pop();
    const first = from === undefined ? undefined : tokens[from];
    if (from !== undefined && first && touches({ start: first.span.start, end: token.span.end }, offset)) {
      spans.push(...bracketed(tokens, from, index, offset));
    }
  }
  const token = tokens.findLast(({ span }) => touches(span, offset));
  const called =
    token && tokens[tokens.indexOf(token) + 1]?.text === "(" ? callFrom(tokens, tokens.indexOf(token)) : undefined;
  if (called) spans.push(called);
  if (token) spans.push(token.span);
  return spans.toSorted((a, b) => b.end - b.start - (a.end - a.start)).map((span) => spanInDocument(expression, span));
}

/** A pair of brackets: with the name that it follows, by itself, its content, and the argument around the offset. */
function bracketed(tokens: readonly Token[], from: number, to: number, offset: number): readonly Span[] {
  const [first, last, before] = [tokens[from], tokens[to], tokens[from - 1]];
  if (!first || !last) return [];
  const pair = { start: first.span.start, end: last.span.end };
  const names: readonly Token["kind"][] = ["variable", "name", "function", "keyword"];
  const isCall = before && names.includes(before.kind) && before.span.end === first.span.start;
  const content = { start: first.span.end, end: last.span.start };
  if (!touches(content, offset)) return isCall ? [{ ...pair, start: before.span.start }, pair] : [pair];
  const inside = [content, partAround(tokens.slice(from + 1, to), content, offset)];
  return isCall ? [{ ...pair, start: before.span.start }, pair, ...inside] : [pair, ...inside];
}

/** The part between commas that an offset lies in. */
function partAround(tokens: readonly Token[], { start, end }: Span, offset: number): Span {
  let depth = 0;
  let part = { start: tokens[0]?.span.start ?? start, end: tokens.at(-1)?.span.end ?? end };
  for (const [index, { text, span }] of tokens.entries()) {
    if ("([{".includes(text)) depth++;
    else if (")]}".includes(text)) depth--;
    else if (text === "," && depth === 0) {
      if (span.end <= offset) part = { ...part, start: tokens[index + 1]?.span.start ?? span.end };
      else return { ...part, end: tokens[index - 1]?.span.end ?? span.start };
    }
  }
  return part;
}

/** The call whose name stands at an index, up to its closing bracket. */
function callFrom(tokens: readonly Token[], index: number): Span | undefined {
  let depth = 0;
  for (const { text, span } of tokens.slice(index + 1)) {
    if ("([{".includes(text)) depth++;
    else if (")]}".includes(text)) depth--;
    if (depth === 0) return { start: tokens[index]?.span.start ?? span.start, end: span.end };
  }
  return undefined;
}

/** Those that hold the offset, each within the one before; from the innermost. */
function nested(spans: readonly Span[], offset: number): readonly Span[] {
  const found: Span[] = [];
  for (const span of spans) {
    const around = found.at(-1);
    const isSmaller = !around || (encloses(around, span) && (span.start !== around.start || span.end !== around.end));
    if (isSmaller && touches(span, offset)) found.push(span);
  }
  return found.reverse();
}
