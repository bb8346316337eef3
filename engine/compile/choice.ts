import {
  comparisons,
  isJsonObject,
  type Json,
  jsonataSource,
  parseJsonata,
  parsePath,
  type SyntaxNode,
  toJson,
} from "../../language/index.ts";
import type { Condition } from "../program.ts";
import type { ChoiceRule, Operand } from "../states/choice-rule.ts";
import type { Draft } from "./draft.ts";
import { substitute } from "./substitute.ts";

/** Rules may be nested this deep; the service reads no deeper either. */
const MAX_DEPTH = 1000;

/** The condition of a Choice rule in the state's query language. Reference, section 6. */
export function conditionOf(draft: Draft, node: SyntaxNode): Condition {
  const value = substitute(toJson(node), draft.substitutions);
  if (draft.state.queryLanguage === "JSONPath") return { kind: "rule", rule: compileRule(value, 0) };
  const condition = isJsonObject(value) ? value.Condition : undefined;
  if (typeof condition === "boolean") return { kind: "literal", holds: condition };
  const source = typeof condition === "string" ? jsonataSource(condition)?.source : undefined;
  if (source === undefined)
    return broken('The rule needs a "Condition": a JSONata expression that gives true or false.');
  const parsed = parseJsonata(source);
  return parsed.ok ? { kind: "expression", expression: parsed.value } : broken(parsed.problem.message);
}

const broken = (problem: string): Condition => ({ kind: "rule", rule: { kind: "broken", problem } });

function compileRule(value: Json, depth: number): ChoiceRule {
  if (!isJsonObject(value) || depth > MAX_DEPTH) return { kind: "broken", problem: "A Choice rule must be an object." };
  for (const [field, kind] of [
    ["And", "and"],
    ["Or", "or"],
  ] as const) {
    const rules = value[field];
    if (Array.isArray(rules)) return { kind, rules: rules.map((rule) => compileRule(rule, depth + 1)) };
  }
  if (value.Not !== undefined) return { kind: "not", rule: compileRule(value.Not, depth + 1) };
  return comparisonOf(value);
}

function comparisonOf(value: { readonly [key: string]: Json }): ChoiceRule {
  const name = Object.keys(value).find((key) => comparisons.has(key));
  const comparison = name === undefined ? undefined : comparisons.get(name);
  if (!comparison || name === undefined)
    return { kind: "broken", problem: "A Choice rule needs a comparison operator." };
  const variable = parsePath(String(value.Variable ?? ""));
  if (!variable.ok)
    return { kind: "broken", problem: `The Variable of a Choice rule can't be read: ${variable.problem.message}` };
  const operand = operandOf(value[name] ?? null, comparison.path);
  return "problem" in operand
    ? { kind: "broken", ...operand }
    : { kind: "compare", variable: variable.value, comparison, operand };
}

function operandOf(value: Json, isPath: boolean): Operand | { readonly problem: string } {
  if (!isPath) return { kind: "literal", value };
  const path = parsePath(String(value));
  return path.ok ? { kind: "path", path: path.value } : { problem: path.problem.message };
}
