import { parseIntrinsic, parsePath } from "../expressions/index.ts";
import { hasPlaceholder, isPlaceholder } from "../model/index.ts";
import type { Member, ObjectNode, StringNode } from "../syntax/index.ts";
import { type SyntaxNode, toJson } from "../syntax/index.ts";
import type { Json } from "../text/index.ts";
import { intrinsicTerm } from "./intrinsic-to-jsonata.ts";
import { pathTerm, type Scope } from "./path-to-jsonata.ts";
import { literalTemplate, literalTerm, type Term, toTemplate } from "./term.ts";

/** A path or a call of an intrinsic function, as a field or a `.$` key holds it. */
export function evaluatedTerm(text: string, scope: Scope): Term {
  const { problems } = scope.notes;
  const isCall = text.startsWith("States.");
  if (!isCall && hasPlaceholder(text)) problems.add(`"${text}" holds a placeholder: what it will be can't be told.`);
  else {
    const parsed = isCall ? parseIntrinsic(text) : parsePath(text);
    if (parsed.ok) return "kind" in parsed.value ? intrinsicTerm(parsed.value, scope) : pathTerm(parsed.value, scope);
    problems.add(`"${text}" can't be read: ${parsed.problem.message}`);
  }
  return literalTerm(null);
}

/** Templates may be nested this deep; JSONata reads no deeper either. */
const MAX_DEPTH = 90;

/** What a template gives: `Parameters`, `ResultSelector` and the like. Recursive, as deep as `MAX_DEPTH`. */
export function templateTerm(node: SyntaxNode, scope: Scope, depth = 0): Term {
  const { notes } = scope;
  if (depth > MAX_DEPTH) notes.problems.add("The template is nested too deeply.");
  if (depth > MAX_DEPTH || isPlaceholder(node) || !holdsExpressions(node)) return literalTerm(toJson(node));
  if (node.kind === "array") {
    return { kind: "array", items: node.items.map((item) => templateTerm(item, scope, depth + 1)) };
  }
  if (node.kind !== "object") return literalTerm(toJson(node));
  checkMembers(node, scope);
  const members = node.members.map(({ key, value }): [string, Term] => {
    if (!key.value.endsWith(".$")) return [key.value, templateTerm(value, scope, depth + 1)];
    notes.at = value.span;
    return [key.value.slice(0, -2), keyedTerm(value, scope)];
  });
  return { kind: "object", members: new Map(members) };
}

function keyedTerm(value: SyntaxNode, scope: Scope): Term {
  if (value.kind === "string") return evaluatedTerm(value.value, scope);
  scope.notes.problems.add('The value of a key that ends in ".$" must be a text.');
  return literalTerm(null);
}

/** Two keys that are one without their `.$`, or a value that is missing, make a template none. */
function checkMembers({ members }: ObjectNode, { notes }: Scope): void {
  const names = new Set<string>();
  for (const { key, value, merged } of members) {
    notes.at = key.span;
    const name = key.value.replace(/\.\$$/, "");
    if (names.has(name)) notes.problems.add(`"${name}" stands twice in the template: rename or delete one.`);
    if (value.kind === "missing") notes.problems.add(`The value of "${name}" is missing.`);
    if (merged && key.value !== name)
      notes.problems.add("This is shared with other places by an anchor of YAML: write it out first.");
    names.add(name);
  }
}

/** Whether a value has keys that end in `.$`. Iterative. */
function holdsExpressions(root: SyntaxNode): boolean {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === "array") pending.push(...node.items);
    if (node.kind !== "object" || isPlaceholder(node)) continue;
    if (node.members.some(({ key }) => key.value.endsWith(".$"))) return true;
    pending.push(...node.members.map(({ value }) => value));
  }
  return false;
}

/** What must change in the text of a template that stays where it is. */
export type TemplateChange =
  | { readonly kind: "key"; readonly key: StringNode; readonly name: string; readonly member: Member }
  | { readonly kind: "value"; readonly node: SyntaxNode; readonly value: Json };

/** The changes that make a template of JSONPath one of JSONata. Iterative. */
export function templateChanges(root: SyntaxNode, scope: Scope): readonly TemplateChange[] {
  const found: TemplateChange[] = [];
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === "array") pending.push(...node.items.toReversed());
    if (node.kind === "string") {
      const value = literalTemplate(node.value);
      if (value !== node.value) found.push({ kind: "value", node, value });
    }
    if (node.kind !== "object" || isPlaceholder(node)) continue;
    checkMembers(node, scope);
    for (const member of node.members.toReversed()) {
      const { key, value } = member;
      if (!key.value.endsWith(".$")) pending.push(value);
      else {
        scope.notes.at = value.span;
        found.push({ kind: "key", key, name: key.value.slice(0, -2), member });
        found.push({ kind: "value", node: value, value: toTemplate(keyedTerm(value, scope), scope.notes) });
      }
    }
  }
  return found;
}
