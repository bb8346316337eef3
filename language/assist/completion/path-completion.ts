import { intrinsicFunctions } from "../../expressions/index.ts";
import type { Document } from "../document.ts";
import { spanInDocument } from "../expressions/expression.ts";
import { intrinsicSignature } from "../expressions/function-text.ts";
import { type KnownMember, membersOf } from "../expressions/members.ts";
import { statesDoc } from "../expressions/states-doc.ts";
import { valueBefore } from "../expressions/value-path.ts";
import { variablesAt } from "../expressions/variables-at.ts";
import { variableDoc } from "../hover/variable-doc.ts";
import { enclosing } from "../place/brackets.ts";
import type { ExpressionPlace } from "../place/expression-place.ts";
import type { Completion } from "./completion.ts";
import { expressionItem, functionItem, type Into } from "./expression-item.ts";

/** What may be written at a place in a path or in a call of an intrinsic function. */
export function completePath(document: Document, place: ExpressionPlace): readonly Completion[] {
  const { expression, word, index } = place;
  const before = expression.tokens[index - 1];
  const into: Into = { text: expression.text, document, span: place.span };
  if (before?.text === ".") return completeMembers(document, place, into);
  if (before && !(before.kind === "operator" && "(,".includes(before.text))) return [];
  const isArgument = before !== undefined;
  const isFilter = isArgument && !isCallArgument(place);
  if (isFilter) return [];
  const functions = takesCalls(place) ? completeFunctions(place, into) : [];
  if (word?.kind === "function") return functions;
  return [...completeRoots(document, place, into), ...functions];
}

/** Whether a place is an argument of a call, rather than a part of a filter. */
function isCallArgument({ expression: { tokens }, index }: ExpressionPlace): boolean {
  const open = enclosing(tokens, index - 1);
  return open !== undefined && tokens[open - 1]?.kind === "function";
}

function takesCalls({ expression, index }: ExpressionPlace): boolean {
  const { isDollarValue, text, kind } = expression;
  return isDollarValue || text.spec.type === "pathOrIntrinsic" || (kind === "intrinsic" && index > 0);
}

function completeFunctions({ isCalled }: ExpressionPlace, into: Into): readonly Completion[] {
  return [...intrinsicFunctions.values()].map((each) => functionItem(into, intrinsicSignature(each), isCalled));
}

/** Where paths begin. A result goes into the input: its place begins with `$` alone. */
function completeRoots(document: Document, { expression }: ExpressionPlace, into: Into): readonly Completion[] {
  const { field, part } = expression.text;
  const input = expressionItem(into, "$", "$.", { kind: "variable", doc: inputDoc(field), goesOn: true });
  if (field === "ResultPath") return [input];
  const variables = variablesAt(document.model, part.state);
  return [
    input,
    ...variables.map((variable) =>
      expressionItem(into, `$${variable.name}`, `$${variable.name}`, { kind: "variable", doc: variableDoc(variable) }),
    ),
    expressionItem(into, "$$", "$$.", { kind: "variable", doc: statesDoc.context, goesOn: true }),
  ];
}

const inputDoc = (field: string): string =>
  field === "ResultSelector" ? "The state's result." : "The state's input, as the fields before this one left it.";

function completeMembers(document: Document, place: ExpressionPlace, into: Into): readonly Completion[] {
  const { expression, index } = place;
  const value = valueBefore(expression, index);
  if (!value) return [];
  return membersOf(document, expression.text, value).map((member) => memberItem(place, into, member));
}

/** Names with blanks and marks stand in brackets, without the dot before. */
function memberItem({ expression, index }: ExpressionPlace, into: Into, { name, type, doc }: KnownMember): Completion {
  const details = {
    kind: "property" as const,
    ...(type !== undefined && { detail: type }),
    ...(doc !== undefined && { doc }),
    ...(type === "object" && { goesOn: true as const }),
  };
  const dot = expression.tokens[index - 1];
  if (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) || !dot) return expressionItem(into, name, name, details);
  const span = { start: spanInDocument(expression, dot.span).start, end: into.span.end };
  const bracket = `['${name.replaceAll("'", "\\'")}']`;
  return { ...expressionItem({ ...into, span }, name, bracket, details), filter: `.${name}` };
}
