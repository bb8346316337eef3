import { jsonataFunctions, type Token } from "../../expressions/index.ts";
import { statesFields } from "../../model/index.ts";
import type { Document } from "../document.ts";
import { jsonataSignature } from "../expressions/function-text.ts";
import { localNames } from "../expressions/local-names.ts";
import { type KnownMember, membersOf } from "../expressions/members.ts";
import { statesDoc } from "../expressions/states-doc.ts";
import { valueBefore } from "../expressions/value-path.ts";
import { variablesAt } from "../expressions/variables-at.ts";
import { variableDoc } from "../hover/variable-doc.ts";
import type { ExpressionPlace } from "../place/expression-place.ts";
import type { Completion } from "./completion.ts";
import { expressionItem, functionItem, type Into } from "./expression-item.ts";

/** What may be written at a place in a JSONata expression. */
export function completeJsonata(document: Document, place: ExpressionPlace): readonly Completion[] {
  const { expression, word, index } = place;
  const { tokens } = expression;
  const before = tokens[index - 1];
  const into: Into = { text: expression.text, document, span: place.span };
  if (before?.text === "." && word?.kind !== "variable") return completeMembers(document, place, into);
  if (before && endsValue(before) && before.span.end !== word?.span.start) {
    return word?.kind === "variable" ? [] : OPERATORS.map(([name, doc]) => operator(into, name, doc));
  }
  const members = word?.kind === "variable" ? [] : completeMembers(document, place, into);
  return [...members, ...completeNames(document, place, into)];
}

function endsValue({ kind, text }: Token): boolean {
  if (kind === "operator") return text === ")" || text === "]" || text === "}";
  return kind !== "keyword" && kind !== "comment";
}

const OPERATORS: readonly (readonly [string, string])[] = [
  ["and", "True when both sides are."],
  ["or", "True when one of the sides is."],
  ["in", "True when the array on the right holds the value on the left."],
];

const operator = (into: Into, name: string, doc: string): Completion =>
  expressionItem(into, name, name, { kind: "keyword", doc });

function completeMembers(
  document: Document,
  { expression, index }: ExpressionPlace,
  into: Into,
): readonly Completion[] {
  const { tokens, text } = expression;
  const [dot, states] = [tokens[index - 1], tokens[index - 2]];
  if (dot?.text === "." && states?.text === "$states") {
    const isLocal = localNames(tokens, index - 2).has("states");
    return isLocal ? [] : statesFields(text).map((name) => memberItem(into, { name, doc: statesDoc[name] }));
  }
  const value = valueBefore(expression, index);
  return value ? membersOf(document, text, value).map((member) => memberItem(into, member)) : [];
}

/** Names that aren't words stand in backquotes. */
function memberItem(into: Into, { name, type, doc }: KnownMember): Completion {
  const isWord = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !["and", "or", "in"].includes(name);
  const goesOn = type === "object" ? { goesOn: true as const } : {};
  return {
    ...expressionItem(into, name, isWord ? name : `\`${name}\``, {
      kind: "property",
      ...(type !== undefined && { detail: type }),
      ...(doc !== undefined && { doc }),
      ...goesOn,
    }),
  };
}

/** Whatever begins with `$`: what is nearest comes first. */
function completeNames(document: Document, place: ExpressionPlace, into: Into): readonly Completion[] {
  const { expression, index, isCalled } = place;
  const { tokens, text } = expression;
  const locals = localNames(tokens, index);
  const variables = variablesAt(document.model, text.part.state).filter(({ name }) => !locals.has(name));
  return [
    ...[...locals.values()].map(({ name, parameters }) =>
      parameters
        ? functionItem(into, { name: `$${name}`, parameters }, isCalled)
        : expressionItem(into, `$${name}`, `$${name}`, { kind: "variable", detail: "of this expression" }),
    ),
    ...variables.map((variable) =>
      expressionItem(into, `$${variable.name}`, `$${variable.name}`, { kind: "variable", doc: variableDoc(variable) }),
    ),
    ...(locals.has("states")
      ? []
      : [expressionItem(into, "$states", "$states", { kind: "variable", doc: statesDoc.states })]),
    ...[...jsonataFunctions.values()]
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((each) => functionItem(into, jsonataSignature(each), isCalled)),
  ];
}
