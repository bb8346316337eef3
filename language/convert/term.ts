import type { Json } from "../text/index.ts";
import { type Expression, needed, operand } from "./expression.ts";
import { isNameable, literalText, nameText } from "./jsonata-text.ts";
import type { Notes } from "./notes.ts";

/** A value of the data flow, as far as the definition tells what it is made of. */
export type Term =
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, Term> }
  | { readonly kind: "array"; readonly items: readonly Term[] }
  /** An object in which one member is replaced: what `ResultPath` makes. */
  | { readonly kind: "merged"; readonly base: Term; readonly key: string; readonly value: Term };

export const expressionTerm = (expression: Expression): Term => ({ kind: "expression", expression });
export const literalTerm = (value: Json): Term => ({ kind: "literal", value });

/** A place of the execution's data that is always there: `$states.input`. */
export function place(text: string, source = text, type?: Expression["type"]): Term {
  return expressionTerm({ text, source, isOperand: true, isCertain: true, ...(type && { type }) });
}

/** Nested terms come from the text of a definition; the service reads no deeper either. */
const MAX_DEPTH = 100;

/** A term as JSONata. Recursive, as deep as `MAX_DEPTH`. */
export function toExpression(term: Term, notes: Notes, depth = 0): Expression {
  if (depth > MAX_DEPTH) notes.problems.add("The value is nested too deeply.");
  if (depth > MAX_DEPTH || term.kind === "expression") return term.kind === "expression" ? term.expression : NULL;
  const inner = (part: Term, instead: string): string => {
    const { text, isOperand } = needed(toExpression(part, notes, depth + 1), notes, instead);
    return isOperand ? text : `(${text})`;
  };
  const certain = { isOperand: true, isCertain: true, source: "" } as const;
  switch (term.kind) {
    case "literal":
      return literalExpression(term.value, notes);
    case "object": {
      const members = [...term.members].map(
        ([key, value]) => `${literalText(key)}: ${inner(value, `"${key}" is left out`)}`,
      );
      return { ...certain, text: `{${members.join(", ")}}`, type: "object" };
    }
    case "array": {
      const items = term.items.map((item) => listed(item, inner(item, "it is left out"), notes));
      return { ...certain, text: `[${items.join(", ")}]`, type: "array" };
    }
    case "merged": {
      const base = toExpression(term.base, notes, depth + 1);
      const value = inner(term.value, `"${term.key}" is left out`);
      const merged = `$merge([${operand(base)}, {${literalText(term.key)}: ${value}}])`;
      return { ...certain, text: merged, type: "object" };
    }
  }
}

const NULL: Expression = { text: "null", isOperand: true, isCertain: true, source: "null" };

/** JSONata joins an array within `[…]` to the items around it, unless it is written there in brackets. */
function listed(item: Term, text: string, notes: Notes): string {
  const type = item.kind === "expression" ? item.expression.type : undefined;
  if (item.kind !== "expression" || (type !== undefined && type !== "array")) return text;
  if (type === undefined) {
    notes.caveats.add(`Where "${item.expression.source}" is an array, its items are now joined to the list around it.`);
  } else notes.problems.add("JSONata joins arrays within an array.");
  return text;
}

export function literalExpression(value: Json, notes: Notes): Expression {
  const text = literalText(value);
  if (/'(?:Ref|Fn::\w+)': /.test(text)) {
    notes.problems.add("A CloudFormation function can't stand within an expression: move it into a field of its own.");
  }
  const type = typeof value === "object" ? undefined : typeof value;
  const isKnown = type === "string" || type === "number" || type === "boolean";
  return { text, isOperand: !text.startsWith("-"), isCertain: true, source: text, ...(isKnown && { type }) };
}

/** What a step by name or index leads to; `source` is the path up to it. */
export function step(term: Term, key: string | number, source: string, notes: Notes): Term {
  const known = typeof key === "string" ? memberOf(term, key) : itemOf(term, key);
  if (known) return known;
  if (term.kind === "merged" && typeof key === "string") return step(term.base, key, source, notes);
  const isList = term.kind === "array" || (term.kind === "expression" && term.expression.type === "array");
  if (term.kind === "object" || term.kind === "literal" || (isList && typeof key === "string")) {
    notes.problems.add(`"${source}" names nothing.`);
    return literalTerm(null);
  }
  if (typeof key === "string" && !isNameable(key)) {
    notes.problems.add(`JSONata can't name the field "${key}".`);
    return literalTerm(null);
  }
  const base = operand(toExpression(term, notes));
  const text = typeof key === "string" ? `${base}.${nameText(key)}` : `${base}[${key}]`;
  const isObject = CONTEXT_OBJECTS.test(text);
  const isCertain = isAlwaysThere(text, notes);
  return expressionTerm({ text, source, isOperand: true, isCertain, ...(isObject && { type: "object" }) });
}

const CONTEXT_OBJECTS = /^\$states\.context\.(?:Execution|StateMachine|State|Task|Map|Map\.Item)$/;

function memberOf(term: Term, key: string): Term | undefined {
  if (term.kind === "object") return term.members.get(key);
  if (term.kind === "merged") return term.key === key ? term.value : undefined;
  if (term.kind !== "literal" || typeof term.value !== "object" || term.value === null) return undefined;
  if (Array.isArray(term.value) || !Object.hasOwn(term.value, key)) return undefined;
  return literalTerm((term.value as { readonly [key: string]: Json })[key] ?? null);
}

function itemOf(term: Term, index: number): Term | undefined {
  if (term.kind === "array") return term.items.at(index);
  const item =
    term.kind === "literal" && Array.isArray(term.value) ? (term.value as readonly Json[]).at(index) : undefined;
  return item === undefined ? undefined : literalTerm(item);
}

/** Parts of the context object that every state has, or that are missing in no execution that works at all. */
function isAlwaysThere(text: string, { exact }: Notes): boolean {
  if (/^\$states\.context\.(?:Execution|StateMachine|State)$/.test(text)) return true;
  if (
    /^\$states\.context\.(?:Execution\.(?:Id|Input|Name|RoleArn|StartTime)|State\.(?:Name|EnteredTime))$/.test(text)
  ) {
    return true;
  }
  if (/^\$states\.errorOutput\.(?:Error|Cause)$/.test(text)) return true;
  return (
    !exact &&
    /^\$states\.context\.(?:Task(?:\.Token)?|StateMachine\.\w+|Map(?:\.Item(?:\.(?:Index|Value))?)?)$/.test(text)
  );
}

/** A term as the JSON of a template: objects stay objects, expressions stand in marks. Recursive, as `toExpression` is. */
export function toTemplate(term: Term, notes: Notes, depth = 0): Json {
  switch (term.kind) {
    case "literal":
      return literalTemplate(term.value);
    case "object":
      if (depth > MAX_DEPTH) break;
      return Object.fromEntries([...term.members].map(([key, value]) => [key, toTemplate(value, notes, depth + 1)]));
    case "array":
      if (depth > MAX_DEPTH) break;
      return term.items.map((item) => toTemplate(item, notes, depth + 1));
    default:
      break;
  }
  return marked(toExpression(term, notes));
}

export const marked = ({ text }: Expression): string => `{% ${text} %}`;

/** A value as it is: texts that would now be expressions become expressions for themselves. */
export function literalTemplate(value: Json): Json {
  if (typeof value === "string")
    return value.startsWith("{%") && value.endsWith("%}") ? `{% ${literalText(value)} %}` : value;
  return mayHoldMarks(value) ? (JSON.parse(JSON.stringify(value), (_, part: Json) => escaped(part)) as Json) : value;
}

const escaped = (part: Json): Json => (typeof part === "string" ? literalTemplate(part) : part);

const mayHoldMarks = (value: Json): boolean =>
  typeof value === "object" && value !== null && JSON.stringify(value).includes('"{%');
