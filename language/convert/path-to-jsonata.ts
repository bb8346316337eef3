import type { JsonPath, PathStep } from "../expressions/index.ts";
import { operand } from "./expression.ts";
import { filterText } from "./filter-to-jsonata.ts";
import { isNameable, nameText } from "./jsonata-text.ts";
import type { Notes } from "./notes.ts";
import { expressionTerm, literalTerm, place, step, type Term, toExpression } from "./term.ts";

/** What an expression of the definition is converted in: `input` is what `$` means there. */
export interface Scope {
  readonly input: Term;
  readonly notes: Notes;
}

/** What a path names. Reference, section 3. */
export function pathTerm(path: JsonPath, scope: Scope): Term {
  const { notes } = scope;
  const [remark] = path.remarks;
  if (remark && !path.steps.some(({ kind }) => kind === "filter")) notes.problems.add(remark.message);
  const root = rootTerm(path, scope);
  if (path.keys) return placeAtKeys(root, path, path.keys, notes);
  return path.definite ? membersOf(root, path, notes) : listOf(root, path, scope);
}

function rootTerm({ root }: JsonPath, { input, notes }: Scope): Term {
  if (root.kind === "context") return place("$states.context", "$$");
  if (root.kind !== "variable") return input;
  const text = `$${root.name}`;
  return expressionTerm({ text, source: text, isOperand: true, isCertain: !notes.exact });
}

function placeAtKeys(root: Term, path: JsonPath, keys: readonly (string | number)[], notes: Notes): Term {
  let term = root;
  for (const [index, key] of keys.entries()) {
    const before = term;
    term = step(before, key, sourceUpTo(path, index), notes);
    if (typeof key === "number" && index === keys.length - 1) term = orNull(before, term, path, notes);
  }
  return term;
}

const sourceUpTo = (path: JsonPath, index: number): string =>
  path.text.slice(0, (path.steps[index]?.span.end ?? path.span.end) - path.span.start);

/** The service gives null for an index past the end of an array. */
function orNull(list: Term, item: Term, { text: source }: JsonPath, notes: Notes): Term {
  if (item.kind !== "expression" || list.kind === "literal") return item;
  if (!notes.exact) {
    notes.caveats.add(`Where its list is too short, "${source}" gave null: now it names nothing.`);
    return item;
  }
  const { text } = item.expression;
  const whole = toExpression(list, notes).text;
  const orNothing = `$type(${whole}) = 'array' and $not($exists(${text})) ? null : ${text}`;
  return expressionTerm({ ...item.expression, text: orNothing, isOperand: false });
}

/** `$['a', 'b']` gives the object of just these members. */
function membersOf(root: Term, path: JsonPath, notes: Notes): Term {
  const last = path.steps.at(-1);
  const keys = singleKeys(path.steps.slice(0, -1));
  if (last?.kind !== "property" || !keys) return refused(path, notes, "functions of JSONPath don't exist in JSONata");
  const base = placeAtKeys(root, path, keys, notes);
  const text = operand(toExpression(base, notes));
  if (!last.names.every(({ name }) => isNameable(name))) return refused(path, notes, "JSONata can't name its fields");
  notes.caveats.add(`Where "${path.text}" doesn't lead to an object, the execution failed: now it gives an empty one.`);
  const members = last.names.map(({ name }) => `${nameText(name).replaceAll("`", "'")}: ${text}.${nameText(name)}`);
  const quoted = members.map((member) => (member.startsWith("'") ? member : member.replace(/^(\w+)/, "'$1'")));
  return expressionTerm({
    text: `{${quoted.join(", ")}}`,
    source: path.text,
    isOperand: true,
    isCertain: true,
    type: "object",
  });
}

function singleKeys(steps: readonly PathStep[]): (string | number)[] | undefined {
  const keys: (string | number)[] = [];
  for (const one of steps) {
    if (one.kind === "property" && one.names.length === 1) keys.push(one.names[0]?.name ?? "");
    else if (one.kind === "index" && one.indexes.length === 1) keys.push(one.indexes[0] ?? 0);
    else return undefined;
  }
  return keys;
}

function refused({ text }: JsonPath, notes: Notes, why: string): Term {
  notes.problems.add(`"${text}" can't be converted: ${why}.`);
  return literalTerm(null);
}

/** A path that may name several places gives the list of them, which JSONata makes with brackets. */
function listOf(root: Term, path: JsonPath, scope: Scope): Term {
  const { notes } = scope;
  let text = operand(toExpression(root, notes));
  // Whether the steps so far name one value: a list's items aren't told apart from a list in it otherwise.
  let isSingle = true;
  for (const [index, one] of path.steps.entries()) {
    const before = path.steps[index - 1];
    const isAfterList = before !== undefined && !["property", "scan"].includes(before.kind) && index > 0 && !isSingle;
    if (isAfterList && one.kind !== "property") {
      return refused(path, notes, "JSONata would apply its last steps to the whole list, not to each item");
    }
    if (notes.exact && one.kind === "wildcard" && isSingle && index === path.steps.length - 1) {
      text = `$type(${text}) = 'array' ? ${text} : ${text}.*`;
      continue;
    }
    const next = before?.kind === "scan" ? scannedText(text, one) : stepText(text, one, isSingle, path, scope);
    if (next === undefined) return refused(path, notes, "JSONata has no equal for one of its steps");
    if (next === "")
      return expressionTerm({ text: "[]", source: path.text, isOperand: true, isCertain: true, type: "array" });
    text = next;
    isSingle &&=
      (one.kind === "property" && one.names.length === 1) || (one.kind === "index" && one.indexes.length === 1);
  }
  notes.caveats.add(
    `Where what "${path.text}" finds are arrays themselves, or isn't found in an array, JSONata makes another list of it.`,
  );
  return expressionTerm({ text: `[${text}]`, source: path.text, isOperand: true, isCertain: true, type: "array" });
}

/** After `..` only a name is the same in both languages. */
function scannedText(text: string, one: PathStep): string | undefined {
  if (one.kind !== "property" || one.names.length !== 1) return undefined;
  const name = one.names[0]?.name ?? "";
  return isNameable(name) ? `${text}.**.${nameText(name)}` : undefined;
}

/** The text with one more step; empty for a step that finds nothing, undefined for one that JSONata can't say. */
function stepText(text: string, one: PathStep, isSingle: boolean, path: JsonPath, scope: Scope): string | undefined {
  switch (one.kind) {
    case "property": {
      const name = one.names.length === 1 ? (one.names[0]?.name ?? "") : "";
      return isNameable(name) ? `${text}.${nameText(name)}` : undefined;
    }
    case "index": {
      if (one.indexes.length === 1) return `${text}[${one.indexes[0]}]`;
      const ascend = one.indexes.every((index, at) => index >= 0 && index > (one.indexes[at - 1] ?? -1));
      if (ascend)
        scope.notes.caveats.add(`Where its list is too short, "${path.text}" gave nulls: now it leaves them out.`);
      return ascend ? `${text}[[${one.indexes.join(", ")}]]` : undefined;
    }
    case "slice":
      return sliceText(text, one.from, one.to, isSingle);
    case "wildcard":
      return path.text[one.span.start - path.span.start] === "[" ? text : `${text}.*`;
    case "filter": {
      const condition = filterText(one.condition, scope);
      return condition === undefined ? undefined : `${text}[${condition}]`;
    }
    case "scan":
      return text;
    case "function":
      return undefined;
  }
}

function sliceText(
  text: string,
  from: number | undefined,
  to: number | undefined,
  isSingle: boolean,
): string | undefined {
  if (to === undefined) {
    if (from === undefined || from === 0) return text;
    if (from < 0) return `${text}[[${from}..-1]]`;
    return isSingle ? `$filter(${text}, function($item, $index) { $index >= ${from} })` : undefined;
  }
  if (from === undefined && to < 0) {
    const condition = `$index < $count($all) - ${-to}`;
    return isSingle ? `$filter(${text}, function($item, $index, $all) { ${condition} })` : undefined;
  }
  if ((from ?? 0) < 0 || to < 0) return undefined;
  return to <= (from ?? 0) ? "" : `${text}[[${from ?? 0}..${to - 1}]]`;
}
