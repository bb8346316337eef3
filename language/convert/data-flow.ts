import { parsePath } from "../expressions/index.ts";
import type { State } from "../model/index.ts";
import { type Member, member, memberSpan, type ObjectNode, toJson } from "../syntax/index.ts";
import type { Notes } from "./notes.ts";
import { evaluatedTerm, templateTerm } from "./template-to-jsonata.ts";
import { literalTerm, place, step, type Term } from "./term.ts";

/** What `$states` holds. */
export const INPUT = place("$states.input", "$");
export const RESULT = place("$states.result", "$");
/** What branches and iterations gave, in a list. */
const RESULTS = place("$states.result", "$", "array");
export const ERROR_OUTPUT = place("$states.errorOutput", "$");

/** The value of a field that holds a path or null, applied to `input`; the input itself where there is no such field. */
export function selected(object: ObjectNode, field: string, input: Term, notes: Notes): Term {
  const value = member(object, field)?.value;
  if (!value || value.kind === "missing") return input;
  notes.at = value.span;
  if (value.kind === "literal" && value.value === null) return literalTerm({});
  if (value.kind === "string") return evaluatedTerm(value.value, { input, notes });
  notes.problems.add(`"${field}" must be a path or null.`);
  return input;
}

/** The raw input with the result in it, as `ResultPath` says. Reference, section 2.3. */
export function combined(object: ObjectNode, result: Term, notes: Notes): Term {
  const value = member(object, "ResultPath")?.value;
  if (!value || value.kind === "missing") return result;
  notes.at = value.span;
  if (value.kind === "literal" && value.value === null) return INPUT;
  const path = value.kind === "string" ? parsePath(value.value) : undefined;
  const keys = path?.ok && path.value.root.kind === "input" ? path.value.keys : undefined;
  if (!keys?.every((key) => typeof key === "string")) {
    const text = value.kind === "string" ? value.value : "ResultPath";
    notes.problems.add(`"${text}" can't be converted: JSONata puts values into objects by names only.`);
    return result;
  }
  return placed(INPUT, keys, result, notes);
}

function placed(into: Term, keys: readonly string[], value: Term, notes: Notes): Term {
  const bases = [into];
  for (const key of keys.slice(0, -1)) bases.push(step(bases.at(-1) ?? into, key, key, notes));
  let made = value;
  for (let index = keys.length - 1; index >= 0; index--) {
    made = { kind: "merged", base: bases[index] ?? into, key: keys[index] ?? "", value: made };
  }
  return made;
}

/** How data move through a state in JSONPath, as terms of what JSONata has. Reference, section 2.1. */
export interface DataFlow {
  /** What `InputPath` gives. */
  readonly effective: Term;
  /** What the state's work gives: what `$` means in `Assign`. */
  readonly result: Term;
  readonly output: Term;
  /** The field that stays as it is but for its expressions and is the output. */
  readonly outputField: Member | undefined;
}

export function dataFlow({ node, type }: State, notes: Notes): DataFlow {
  const effective = selected(node, "InputPath", INPUT, notes);
  if (type !== "Pass") {
    const isWork = type === "Task" || type === "Parallel" || type === "Map";
    const isList = type === "Parallel" || (type === "Map" && !fieldOf(node, "ResultWriter"));
    const result = isWork ? (isList ? RESULTS : RESULT) : effective;
    const selector = isWork ? fieldOf(node, "ResultSelector") : undefined;
    return ended(node, effective, result, selector, notes);
  }
  const fixed = fieldOf(node, "Result");
  const parameters = fixed ? undefined : fieldOf(node, "Parameters");
  const work = fixed ? literalTerm(toJson(fixed.value)) : effective;
  if (fixed) return ended(node, effective, work, fixed, notes);
  return ended(node, effective, work, parameters, notes);
}

/** A field that has a value. */
export function fieldOf(node: ObjectNode, name: string): Member | undefined {
  const found = member(node, name);
  return found && found.value.kind !== "missing" ? found : undefined;
}

function ended(node: ObjectNode, effective: Term, work: Term, template: Member | undefined, notes: Notes): DataFlow {
  const isFixed = template?.key.value === "Result";
  const built = template && !isFixed ? templateTerm(template.value, { input: work, notes }) : work;
  const result = template?.key.value === "Parameters" ? built : work;
  const whole = combined(node, built, notes);
  const output = selected(node, "OutputPath", whole, notes);
  if (whole.kind === "merged" && output !== whole && (notes.exact || whole.value.kind === "merged")) {
    notes.caveats.add(
      'Where "ResultPath" names no place in the input, the execution failed: now that isn\'t tried any more.',
    );
  }
  const isKept = template !== undefined && output === built;
  if (template && !isKept && !isUsed(output, built)) {
    notes.at = memberSpan(template);
    if (!isFixed) notes.caveats.add(`"${template.key.value}" isn't evaluated any more, as nothing uses what it gives.`);
  }
  return { effective, result, output, outputField: isKept ? template : undefined };
}

/** Whether a term is made of another one. */
function isUsed(whole: Term, part: Term): boolean {
  for (let term: Term = whole; ; term = term.value) {
    if (term === part) return true;
    if (term.kind !== "merged") return false;
  }
}

/** Whether two terms are the same expression. */
export const sameText = (term: Term, other: Term): boolean =>
  term.kind === "expression" && other.kind === "expression" && term.expression.text === other.expression.text;
