import {
  intrinsicExamples,
  intrinsicFunctions,
  jsonataExamples,
  jsonataFunctions,
  type Token,
} from "../../expressions/index.ts";
import { statesFields } from "../../model/index.ts";
import type { Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { intrinsicFor } from "../expressions/equivalents.ts";
import { type Expression, spanInDocument } from "../expressions/expression.ts";
import { expressionAt } from "../expressions/expression-at.ts";
import { intrinsicSignature, jsonataSignature, type Signature, signatureText } from "../expressions/function-text.ts";
import { localNames } from "../expressions/local-names.ts";
import { contextFieldAt, membersOf } from "../expressions/members.ts";
import { statesDoc } from "../expressions/states-doc.ts";
import { valueBefore, valueEndingAt } from "../expressions/value-path.ts";
import { variablesAt } from "../expressions/variables-at.ts";
import { code } from "../place/inert.ts";
import { variableDoc } from "./variable-doc.ts";

/** What a name within an expression means; undefined outside of expressions, and for names that say nothing. */
export function expressionHover(
  document: Document,
  offset: number,
): { readonly span: Span; readonly markdown: string } | undefined {
  const expression = expressionAt(document, offset);
  if (!expression) return undefined;
  const { tokens, offset: at } = expression;
  const index = tokens.findIndex(({ span, kind }) => NAMES.includes(kind) && span.start <= at && at <= span.end);
  const token = tokens[index];
  const markdown = token && nameDoc(document, expression, token, index);
  return markdown === undefined ? undefined : { span: spanInDocument(expression, token?.span ?? NOWHERE), markdown };
}

const NAMES: readonly Token["kind"][] = ["variable", "name", "function"];
const NOWHERE = { start: 0, end: 0 };

function nameDoc(document: Document, expression: Expression, token: Token, index: number): string | undefined {
  if (token.kind === "function") return intrinsicDoc(token.text);
  if (token.kind === "name") return memberDoc(document, expression, index);
  const { text } = token;
  if (expression.kind === "jsonata") return jsonataNameDoc(document, expression, text, index);
  if (text === "$$") return `**$$**: the context object\n\n${statesDoc.context}`;
  return text.length > 1 ? executionVariableDoc(document, expression, text.slice(1)) : undefined;
}

function jsonataNameDoc(document: Document, expression: Expression, text: string, index: number): string | undefined {
  const name = text.slice(1);
  const local = localNames(expression.tokens, index + 1).get(name);
  if (local) {
    const { parameters } = local;
    const shown = parameters ? signatureText({ name: text, parameters: parameters.map((each) => `$${each}`) }) : text;
    return `${fenced("jsonata", shown)}\n\nBound in this expression.`;
  }
  if (name === "states") {
    const there = statesFields(expression.text).map((field) => `- \`${field}\`: ${statesDoc[field]}`);
    return `**$states**\n\nWhat the state has to work with. Here it holds\n\n${there.join("\n")}`;
  }
  return executionVariableDoc(document, expression, name) ?? functionDoc(name);
}

function executionVariableDoc({ model }: Document, { text }: Expression, name: string): string | undefined {
  const variable = variablesAt(model, text.part.state).find((each) => each.name === name);
  return variable && `**$${name}**: a variable\n\n${variableDoc(variable)}`;
}

function functionDoc(name: string): string | undefined {
  const known = jsonataFunctions.get(name);
  if (!known) return undefined;
  const [call, result] = jsonataExamples[name] ?? [];
  const intrinsic = intrinsicFor(name);
  return card("jsonata", jsonataSignature(known), [
    call && example(call, result),
    intrinsic && `In JSONPath: \`${intrinsic}\`.`,
    known.isOfService && "The service adds it to JSONata.",
  ]);
}

function intrinsicDoc(name: string): string | undefined {
  const known = intrinsicFunctions.get(name);
  const shown = intrinsicExamples[name];
  if (!known || !shown) return undefined;
  const { call, result, jsonata } = shown;
  return card("", intrinsicSignature(known), [example(call, result), `In JSONata: ${code(jsonata)}.`]);
}

const example = (call: string, result: string | undefined): string =>
  result === undefined ? `Example: ${code(call)}` : `Example: ${code(call)} gives ${code(result)}`;

function card(language: string, signature: Signature, facts: readonly (string | false | undefined)[]): string {
  const lines = facts.filter((fact) => typeof fact === "string" && fact !== "");
  return [fenced(language, signatureText(signature)), signature.doc, ...lines].filter(Boolean).join("\n\n");
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** A member of `$states`, of the context object, or of a value of which something is known. */
function memberDoc(document: Document, expression: Expression, index: number): string | undefined {
  const { tokens, text } = expression;
  const whole = valueEndingAt(expression, index);
  if (!whole) return undefined;
  if (whole.root !== "variable" && whole.keys.length === 0 && tokens[index - 2]?.text === "$states") {
    const isThere = statesFields(text).includes(whole.root);
    return `**$states.${whole.root}**\n\n${statesDoc[whole.root]}${isThere ? "" : "\n\nIt isn't there at this place."}`;
  }
  const name = whole.keys.at(-1);
  if (typeof name !== "string") return undefined;
  const titled = (type: string | undefined, doc: string | undefined): string =>
    [`**${code(name).slice(1, -1)}**${type ? `: ${type}` : ""}`, doc].filter(Boolean).join("\n\n");
  if (whole.root === "context") {
    const field = contextFieldAt(whole.keys);
    return field && titled(field.type ?? (field.fields ? "object" : undefined), field.doc);
  }
  const value = valueBefore(expression, index);
  const known = value && membersOf(document, text, value).find((member) => member.name === name);
  return known && titled(known.type, known.doc);
}
