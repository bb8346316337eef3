import { isStateType, stateSpecs } from "../../spec/index.ts";
import { cursorAt, type SyntaxNode } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { namedStateAt } from "../place/named-state.ts";
import { namedVariableAt } from "../place/named-variable.ts";
import { placeAt } from "../place/place.ts";
import { dataHover } from "./data-hover.ts";
import { expressionHover } from "./expression-hover.ts";
import { errorDoc, fieldDoc } from "./field-doc.ts";
import { serviceHover } from "./service-hover.ts";
import { stateCard } from "./state-card.ts";
import { variableCard } from "./variable-card.ts";

/** What is to be said about a place, as Markdown. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** What stands at an offset: a state, a field, a value that the language knows. */
export function hoverAt(document: Document, offset: number): Hover | undefined {
  const named = namedStateAt(document, offset);
  if (named) return { span: named.node.span, markdown: stateCard(named.state) };
  const variable = namedVariableAt(document, offset);
  if (variable?.place.assigned) return { span: variable.place.span, markdown: variableCard(document, variable) };
  const inExpression = dataHover(document, offset) ?? expressionHover(document, offset);
  if (inExpression) return inExpression;
  const service = serviceHover(document, offset);
  if (service) return service;
  const place = placeAt(document, offset);
  if (place?.kind === "field") {
    const { member, holder } = place;
    const name = member?.key.value ?? "";
    const spec = Object.hasOwn(holder.spec.fields, name) ? holder.spec.fields[name] : undefined;
    return member && spec && { span: member.key.span, markdown: fieldDoc(name, spec) };
  }
  const { node } = cursorAt(document.model.root, offset);
  const markdown = place?.kind === "value" ? valueDoc(node, place.spec.type) : undefined;
  return markdown === undefined ? undefined : { span: node.span, markdown };
}

function valueDoc(node: SyntaxNode, type: string): string | undefined {
  if (node.kind !== "string") return undefined;
  const { value } = node;
  if (type === "errorNames") {
    const doc = errorDoc(value);
    return doc && `**${value}**\n\n${doc}`;
  }
  if (!isStateType(value)) return undefined;
  const { title, doc } = stateSpecs[value];
  return `**${value}**: ${title.toLowerCase()}\n\n${doc}`;
}
