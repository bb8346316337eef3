import {
  type IntrinsicArgument,
  type IntrinsicCall,
  type JsonataUses,
  type JsonPath,
  jsonataFunctions,
} from "../../expressions/index.ts";
import { type EvaluatedText, evaluatedTexts, hasPlaceholder, type Part } from "../../model/index.ts";
import { type Member, type StringNode, textOffset } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import { type Expression, expressionOf, spanInDocument } from "../expressions/expression.ts";

/** A place of a document that names a variable: a key of an `Assign`, or an expression that reads it. */
export interface VariablePlace {
  readonly name: string;
  /** The name alone in the document, without `$` and without the `.$` of a key. */
  readonly span: Span;
  /** The key, or the text of the expression. */
  readonly node: StringNode;
  readonly part: Part;
  /** The assignment, where the place is one. */
  readonly assigned?: Member;
  /** Set where an expression of JSONata binds the name itself: which of its bindings it is, and whether it is bound here. */
  readonly local?: { readonly id: number; readonly isBinding: boolean };
}

/** Every assignment of a variable by a part of a document. */
export function* assignedBy(part: Part): Generator<VariablePlace> {
  for (const { key, value } of part.node.members) {
    const spec = Object.hasOwn(part.spec.fields, key.value) ? part.spec.fields[key.value] : undefined;
    if (spec?.type !== "assignments" || value.kind !== "object") continue;
    for (const assigned of value.members) {
      const node = assigned.key;
      const isPath = part.queryLanguage === "JSONPath" && node.value.endsWith(".$");
      const name = isPath ? node.value.slice(0, -2) : node.value;
      if (hasPlaceholder(name) || name.startsWith("Fn::")) continue;
      yield { name, span: spanIn(node, 0, name.length), node, part, assigned };
    }
  }
}

/** Every place in the expressions of a part that names a variable; with a name, in those texts alone that hold it. */
export function* namedBy(part: Part, name?: string): Generator<VariablePlace> {
  for (const text of evaluatedTexts(part)) {
    if (name !== undefined && !text.node.value.includes(`$${name}`)) continue;
    yield* namedIn(text);
  }
}

/** The places in one text. */
export function namedIn(text: EvaluatedText): readonly VariablePlace[] {
  const expression = text.node.value.includes("$") ? expressionOf(text) : undefined;
  if (!expression?.parsed.ok) return [];
  if (expression.kind === "jsonata") return namedInJsonata(expression, expression.parsed.value.uses);
  if (expression.kind === "intrinsic") return namedInCall(expression, expression.parsed.value);
  return readByPath(expression, expression.parsed.value, 0);
}

function readByPath(expression: Expression, { root }: JsonPath, offset: number): readonly VariablePlace[] {
  if (root.kind !== "variable") return [];
  const start = offset + root.span.start;
  return [placed(expression, root.name, { start, end: start + 1 + root.name.length })];
}

function namedInCall(expression: Expression, call: IntrinsicCall): readonly VariablePlace[] {
  const found: VariablePlace[] = [];
  const pending: IntrinsicArgument[] = [call];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === "call") for (const argument of next.arguments.toReversed()) pending.push(argument);
    if (next.kind === "path") found.push(...readByPath(expression, next.path, next.span.start));
  }
  return found;
}

function namedInJsonata(expression: Expression, uses: JsonataUses): readonly VariablePlace[] {
  const { variables, calls, bindings } = uses;
  return [
    ...bindings.map(({ name, span, local: id }) => ({
      ...placed(expression, name, span),
      local: { id, isBinding: true },
    })),
    ...[...variables, ...calls].flatMap(({ name, span, local: id }): readonly VariablePlace[] => {
      if (id !== undefined) return [{ ...placed(expression, name, span), local: { id, isBinding: false } }];
      return name === "states" || jsonataFunctions.has(name) ? [] : [placed(expression, name, span)];
    }),
  ];
}

/** The place of a name, given with its `$`. */
function placed(expression: Expression, name: string, { start, end }: Span): VariablePlace {
  const { node, part } = expression.text;
  return { name, span: spanInDocument(expression, { start: start + 1, end }), node, part };
}

function spanIn(node: StringNode, start: number, end: number): Span {
  return { start: textOffset(node, start), end: textOffset(node, end) };
}
