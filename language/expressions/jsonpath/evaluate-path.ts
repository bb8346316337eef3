import { isJsonObject, type Json, lazy } from "../../text/index.ts";
import type { TimeLimit } from "../time-limit.ts";
import { canonicalText, type JsonPath, type PathRoot } from "./path.ts";
import { type PathDialect, servicePaths } from "./path-dialect.ts";
import type { PathFault, PathResult } from "./path-result.ts";
import type { Setting, Walk } from "./walk.ts";
import { walkSteps } from "./walk-steps.ts";

/** What paths begin with: the value they work on, the context object, and the variables in scope. */
export interface Roots {
  readonly input: Json;
  context(): Json;
  variable(name: string): Json | undefined;
  /** Begins the time that the patterns of one path may search: `[?(@.id =~ /A-.+/)]`. */
  readonly timeLimit?: () => TimeLimit;
}

/**
 * The value at a definite path, or the array of all values at another. Paths of names and indexes are followed key by
 * key; the values that come out are the very same ones.
 */
export function evaluatePath(path: JsonPath, roots: Roots, dialect: PathDialect = servicePaths): PathResult {
  const root = rootValue(path.root, roots);
  if (root === undefined) return { found: false, fault: unassigned(path.root) };
  const value = path.keys && follow(path.keys, root);
  if (value !== undefined) return { found: true, value };
  const limit = roots.timeLimit && lazy(roots.timeLimit);
  let isLate = false;
  const search: Setting["search"] = (pattern, text) => {
    const match = limit ? limit().search(pattern, text) : pattern.exec(text);
    isLate ||= match === undefined;
    return match;
  };
  const result = evaluateFrom(path, root, { document: root, dialect, search });
  return isLate ? { found: false, fault: { kind: "late", reason: LATE, span: path.span, root } } : result;
}

const LATE = "A regular expression in its filter takes too long";

function rootValue(root: PathRoot, roots: Roots): Json | undefined {
  if (root.kind === "input") return roots.input;
  if (root.kind === "context") return roots.context();
  return root.kind === "variable" ? roots.variable(root.name) : undefined;
}

function unassigned(root: PathRoot): PathFault {
  const name = root.kind === "variable" ? root.name : "";
  return { kind: "unassigned", reason: `The variable '$${name}' is not assigned`, span: root.span, root: undefined };
}

function follow(keys: readonly (string | number)[], root: Json): Json | undefined {
  let value: Json | undefined = root;
  for (const key of keys) {
    if (typeof key === "string") {
      if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
      value = value[key];
    } else {
      if (!Array.isArray(value)) return undefined;
      value = value[key < 0 ? value.length + key : key];
    }
  }
  return value;
}

/** Follows the steps of a path from a value, whatever its root. */
function evaluateFrom(path: JsonPath, from: Json, setting: Setting): PathResult {
  const value = path.keys && follow(path.keys, from);
  if (value !== undefined) return { found: true, value };
  const walk: Walk = { ...setting, strict: false, evaluate: evaluateFrom, exists };
  const { values, fault } = walkSteps(path, from, walk);
  if (!path.definite && (!fault || (fault.kind === "missing" && setting.dialect.unmatched === "empty"))) {
    return { found: true, value: values };
  }
  const last = values.at(-1);
  if (!fault && last !== undefined) return { found: true, value: last };
  return { found: false, fault: { ...(fault ?? noResults(path)), root: from } };
}

function noResults(path: JsonPath): Omit<PathFault, "root"> {
  const span = path.steps.at(-1)?.span ?? path.span;
  return { kind: "missing", reason: `No results for path: ${canonicalText(path.steps)}`, span };
}

/** Whether a condition such as `@.a` holds: the path names something, and nothing on its way is missing. */
function exists(path: JsonPath, from: Json, setting: Setting): boolean {
  if (path.keys && follow(path.keys, from) !== undefined) return true;
  const { values, fault } = walkSteps(path, from, { ...setting, strict: true, evaluate: evaluateFrom, exists });
  return !fault && (!path.definite || values.length > 0);
}
