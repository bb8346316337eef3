import { type Json, jsonEquals } from "../../text/index.ts";
import type { Condition, FilterOperator, Operand } from "./path.ts";
import { matchesWhole } from "./pattern.ts";
import type { Walk } from "./walk.ts";

/**
 * Whether a filter's condition holds for a value; undefined where it can't be decided. Operands that don't suit their
 * operator make the whole filter false, even under a "not": such is Jayway.
 */
export function matches(condition: Condition, item: Json, walk: Walk): boolean | undefined {
  const verdict = judge(condition, item, walk);
  return verdict === "unsuitable" ? false : verdict;
}

type Verdict = boolean | "unsuitable" | undefined;

/** Recursive: conditions are nested at most as deep as the parser allows. */
function judge(condition: Condition, item: Json, walk: Walk): Verdict {
  switch (condition.kind) {
    case "exists":
      return walk.exists(condition.path, rootOf(condition.path.root.kind, item, walk), walk) === condition.expected;
    case "not": {
      const verdict = judge(condition.of, item, walk);
      return typeof verdict === "boolean" ? !verdict : verdict;
    }
    case "and":
    case "or": {
      const decisive = condition.kind === "or";
      for (const part of condition.of) {
        const verdict = judge(part, item, walk);
        if (verdict !== !decisive) return verdict;
      }
      return !decisive;
    }
    case "comparison": {
      const { operator, left, right } = condition;
      if (operator === "=~") return matchesPattern(left, right, item, walk);
      if (left.kind === "pattern" || right.kind === "pattern") return operator === "!=" || operator === "!==";
      return compare(operator, operandValue(left, item, walk), operandValue(right, item, walk));
    }
  }
}

const rootOf = (kind: string, item: Json, walk: Walk): Json => (kind === "item" ? item : walk.document);

/** A path that names nothing gives undefined, which equals nothing. */
function operandValue(operand: Operand, item: Json, walk: Walk): Json | undefined {
  if (operand.kind === "literal") return operand.value;
  if (operand.kind === "pattern") return undefined;
  const { path } = operand;
  const dialect = { ...walk.dialect, unmatched: "fault" } as const;
  const result = walk.evaluate(path, rootOf(path.root.kind, item, walk), { ...walk, dialect });
  return result.found ? result.value : undefined;
}

/** The text that matches is a text, a number or a boolean; of an array one item must match; all else counts as "". */
function matchesPattern(left: Operand, right: Operand, item: Json, walk: Walk): Verdict {
  if ((left.kind === "pattern") === (right.kind === "pattern")) return false;
  const [pattern, other] = left.kind === "pattern" ? [left, right] : [right, left];
  if (pattern.kind !== "pattern") return false;
  const value = operandValue(other, item, walk);
  if (typeof value === "boolean") return undefined;
  if (!Array.isArray(value)) return matchesWhole(pattern.pattern, textOf(value), walk.search);
  for (const one of value) {
    const verdict = matchesWhole(pattern.pattern, textOf(one), walk.search);
    if (verdict !== false) return verdict;
  }
  return false;
}

const textOf = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

function compare(operator: FilterOperator, left: Json | undefined, right: Json | undefined): Verdict {
  switch (operator) {
    case "==":
      return equal(left, right);
    case "!=":
      return !equal(left, right);
    case "===":
      return typeof left === typeof right && equal(left, right);
    case "!==":
      return !(typeof left === typeof right && equal(left, right));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return ordered(operator, left, right);
    case "CONTAINS":
      if (typeof left === "string" && typeof right === "string") return left.includes(right);
      return Array.isArray(left) && includes(left, right);
    case "SIZE":
      if (typeof right !== "number") return false;
      if (typeof left === "string" || Array.isArray(left)) return left.length === Math.trunc(right);
      return typeof left === "object" && left !== null && Math.trunc(right) === -1;
    case "EMPTY":
      return isEmpty(left, right);
    default:
      return compareLists(operator, left, right);
  }
}

/** Numbers and texts that write the same number are equal. */
function equal(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left === "number" && typeof right === "string") return NUMBER.test(right) && Number(right) === left;
  if (typeof left === "string" && typeof right === "number") return left === String(right);
  return jsonEquals(left, right);
}

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

function ordered(operator: "<" | "<=" | ">" | ">=", left: Json | undefined, right: Json | undefined): boolean {
  const comparable =
    (typeof left === "number" && typeof right === "number") || (typeof left === "string" && typeof right === "string");
  if (!comparable) return false;
  if (operator === "<") return left < right;
  if (operator === "<=") return left <= right;
  return operator === ">" ? left > right : left >= right;
}

function isEmpty(left: Json | undefined, right: Json | undefined): Verdict {
  const isContainer = typeof left === "object" && left !== null;
  if (typeof left !== "string" && !isContainer) return false;
  if (typeof right !== "boolean") return "unsuitable";
  if (isContainer && !Array.isArray(left)) return undefined;
  return (left.length === 0) === right;
}

const includes = (list: readonly Json[], wanted: Json | undefined): boolean => list.some((item) => equal(wanted, item));

function compareLists(operator: FilterOperator, left: Json | undefined, right: Json | undefined): Verdict {
  if (typeof right !== "object" || right === null) return "unsuitable";
  if (operator === "IN" || operator === "NIN")
    return (Array.isArray(right) && includes(right, left)) === (operator === "IN");
  if (operator === "ALL") {
    if (!Array.isArray(right)) return "unsuitable";
    if (typeof left !== "object" || left === null) return false;
    return !Array.isArray(left) || right.every((wanted) => includes(left, wanted));
  }
  if (typeof left !== "object" || left === null) return "unsuitable";
  if (!Array.isArray(left) || !Array.isArray(right)) return false;
  if (operator === "SUBSETOF") return left.every((item) => includes(right, item));
  const common = left.some((item) => includes(right, item));
  return operator === "ANYOF" ? common : !common;
}
