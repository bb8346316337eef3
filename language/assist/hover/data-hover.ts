import { memberKind, shapeText } from "../../shapes/index.ts";
import type { Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { dataAt } from "../expressions/data-at.ts";
import { spanInDocument } from "../expressions/expression.ts";
import { expressionAt } from "../expressions/expression-at.ts";
import { contextFieldAt } from "../expressions/members.ts";
import { valueEndingAt } from "../expressions/value-path.ts";

interface DataHover {
  readonly span: Span;
  readonly markdown: string;
}

/** What is known of the data that a member's name in an expression stands for. */
export function dataHover(document: Document, offset: number): DataHover | undefined {
  const expression = expressionAt(document, offset);
  const token = expression?.token;
  if (!expression || token?.kind !== "name") return undefined;
  const value = valueEndingAt(expression, expression.tokens.indexOf(token));
  if (!value || value.keys.length === 0 || (value.root === "context" && contextFieldAt(value.keys))) return undefined;
  const shape = dataAt(document, expression.text, value);
  if (!shape || memberKind(shape) === undefined) return undefined;
  const markdown = `\`\`\`ts\n${token.text}: ${shapeText(shape)}\n\`\`\``;
  return { span: spanInDocument(expression, token.span), markdown };
}
