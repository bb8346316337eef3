import type { Frame } from "../engine/index.ts";
import { type Json, type JsonObject, jsonText, type QueryLanguage } from "../language/index.ts";
import type { Driver } from "./driver.ts";
import { type EvaluatedAt, evaluateAt, expressionFault } from "./evaluate-at.ts";

/** Whether a condition holds, or why that can't be said. */
export type HoldsAt = { readonly ok: true; readonly holds: boolean } | { readonly ok: false; readonly message: string };

/**
 * Whether a condition of a person holds at this moment: a JSONata expression, or in JSONPath comparisons such as
 * `$.total > 100 && $$.Map.Item.Index == 3`, whose sides are paths, intrinsic functions or JSON. A path alone holds when
 * it names something that is neither false nor null. `variables` are besides those of the state.
 */
export async function holdsAt(
  driver: Driver,
  frame: Frame,
  condition: string,
  variables: JsonObject = {},
): Promise<HoldsAt> {
  const at = { driver, frame, variables };
  if (frame.visit.state.queryLanguage === "JSONata") {
    const result = await evaluateAt(driver, frame, condition, { variables });
    return result.ok ? { ok: true, holds: isTrue(result.value) } : result;
  }
  for (const alternative of splitAt(condition, ["||"])) {
    const verdict = await allHold(at, splitAt(alternative, ["&&"]));
    if (!verdict.ok || verdict.holds) return verdict;
  }
  return { ok: true, holds: false };
}

/** What is wrong with the way a condition is written, before there is anything to evaluate it with. */
export function conditionFault(condition: string, language: QueryLanguage): string | undefined {
  if (language === "JSONata") return expressionFault(condition, language);
  const sides = splitAt(condition, ["||", "&&"]).flatMap((comparison) => {
    const [left = "", ...rest] = splitAt(comparison, OPERATORS);
    const operator = OPERATORS.find((candidate) => comparison.startsWith(candidate, left.length)) ?? "";
    return rest.length === 0 ? [left] : [left, comparison.slice(left.length + operator.length)];
  });
  return sides.map((side) => sideFault(side.trim())).find((fault) => fault !== undefined);
}

function sideFault(text: string): string | undefined {
  if (isExpression(text)) return expressionFault(text, "JSONPath");
  const read = literal(text);
  return read.ok ? undefined : read.message;
}

/** Where and with what a condition is evaluated. */
interface Evaluated {
  readonly driver: Driver;
  readonly frame: Frame;
  readonly variables: JsonObject;
}

const isTrue = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== false;

async function allHold(at: Evaluated, comparisons: readonly string[]): Promise<HoldsAt> {
  for (const comparison of comparisons) {
    const verdict = await comparisonHolds(at, comparison);
    if (!verdict.ok || !verdict.holds) return verdict;
  }
  return { ok: true, holds: true };
}

const OPERATORS = ["===", "!==", "==", "!=", "<=", ">=", "<", ">"] as const;

async function comparisonHolds(at: Evaluated, text: string): Promise<HoldsAt> {
  const [left = "", ...rest] = splitAt(text, OPERATORS);
  const a = await sideAt(at, left.trim());
  if (!a.ok) return a;
  if (rest.length === 0) return { ok: true, holds: isTrue(a.value) };
  const operator = OPERATORS.find((candidate) => text.startsWith(candidate, left.length)) ?? "==";
  const b = await sideAt(at, text.slice(left.length + operator.length).trim());
  return b.ok ? { ok: true, holds: compare(a.value, operator, b.value) } : b;
}

/** One side of a comparison. A path that names nothing is no fault: it equals nothing. */
async function sideAt({ driver, frame, variables }: Evaluated, text: string): Promise<EvaluatedAt> {
  if (!isExpression(text)) return literal(text);
  const result = await evaluateAt(driver, frame, text, { variables });
  return !result.ok && result.isAbsent ? { ok: true, value: undefined } : result;
}

const isExpression = (text: string): boolean => text.startsWith("$") || text.startsWith("States.");

function literal(text: string): EvaluatedAt {
  const json = text.replace(/^'(.*)'$/s, (_, inner: string) => JSON.stringify(inner));
  try {
    return { ok: true, value: JSON.parse(json) as Json };
  } catch {
    return { ok: false, message: `"${text}" is neither a path nor JSON: texts stand in quotes.` };
  }
}

function compare(a: Json | undefined, operator: (typeof OPERATORS)[number], b: Json | undefined): boolean {
  const same = a === undefined || b === undefined ? a === b : jsonText(a) === jsonText(b);
  if (operator === "==" || operator === "===") return same;
  if (operator === "!=" || operator === "!==") return !same;
  const numbers = typeof a === "number" && typeof b === "number";
  const texts = typeof a === "string" && typeof b === "string";
  if (!numbers && !texts) return false;
  return operator.startsWith("<") ? a < b || (operator === "<=" && same) : a > b || (operator === ">=" && same);
}

/** The parts of a text between marks that stand outside of quotes, brackets and parentheses. */
function splitAt(text: string, marks: readonly string[]): readonly string[] {
  const found: string[] = [];
  let quote = "";
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] ?? "";
    if (quote !== "") quote = unit === quote ? "" : quote;
    else if (unit === "'" || unit === '"') quote = unit;
    else if ("([".includes(unit)) depth++;
    else if (")]".includes(unit)) depth--;
    else if (depth === 0) {
      const mark = marks.find((candidate) => text.startsWith(candidate, i));
      if (mark === undefined) continue;
      found.push(text.slice(start, i));
      start = i + mark.length;
      i = start - 1;
    }
  }
  return [...found, text.slice(start)];
}
