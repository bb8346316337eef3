import type { Token } from "../../expressions/index.ts";
import { touches } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { spanInDocument } from "../expressions/expression.ts";
import { type ExpressionAt, expressionAt } from "../expressions/expression-at.ts";
import type { ExpressionPlace } from "../place/expression-place.ts";
import type { Completion } from "./completion.ts";
import { completeJsonata } from "./jsonata-completion.ts";
import { completePath } from "./path-completion.ts";

/** What may be written at a place within an expression; undefined where none stands there. */
export function completeExpression(
  document: Document,
  offset: number,
  trigger: string | undefined,
): readonly Completion[] | undefined {
  const expression = expressionAt(document, offset);
  if (!expression) return undefined;
  // Blanks and quotes are typed all the time in expressions, and say nothing about what comes next.
  if (trigger === " " || trigger === '"') return [];
  const place = completionPlace(expression, offset);
  if (!place) return [];
  return expression.kind === "jsonata" ? completeJsonata(document, place) : completePath(document, place);
}

/** Undefined within texts, numbers, patterns and comments: nothing is to be completed there. */
function completionPlace(expression: ExpressionAt, offset: number): ExpressionPlace | undefined {
  const { tokens, token, offset: at } = expression;
  const isInside = token !== undefined && at < token.span.end;
  if (token && CLOSED.includes(token.kind) && (isInside || token.kind !== "comment")) return undefined;
  const next =
    token && WORDS.includes(token.kind)
      ? undefined
      : tokens.find(({ span, kind }) => span.start === at && WORDS.includes(kind));
  const word = token && WORDS.includes(token.kind) ? token : next;
  const index = word ? tokens.indexOf(word) : tokens.findLastIndex(({ span }) => span.end <= at) + 1;
  const span = word ? spanInDocument(expression, word.span) : { start: offset, end: offset };
  if (!touches(span, offset)) return undefined;
  const after = tokens[word ? index + 1 : index];
  return {
    expression,
    word,
    index,
    span,
    isCalled: after?.text === "(" && after.span.start === (word?.span.end ?? at),
  };
}

const CLOSED: readonly Token["kind"][] = ["string", "number", "regex", "comment"];
const WORDS: readonly Token["kind"][] = ["variable", "name", "function", "keyword", "constant"];
