import { isJsonObject, type Json } from "../text/index.ts";

/** Beyond these, nothing is said of a value's parts. */
const limits = { depth: 12, members: 200, elements: 100, kinds: 10 } as const;

/**
 * A value of the same shape that says nothing of the content: texts are empty, numbers 0, and an array has one element
 * of each shape. It is how shapes go from one process to another.
 */
export function specimenOf(value: Json, depth = 0): Json {
  if (depth > limits.depth) return null;
  if (Array.isArray(value)) {
    const different = new Map<string, Json>();
    for (const item of value.slice(0, limits.elements) as readonly Json[]) {
      const specimen = specimenOf(item, depth + 1);
      if (different.size < limits.kinds) different.set(JSON.stringify(specimen), specimen);
    }
    return [...different.values()];
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).slice(0, limits.members);
    return Object.fromEntries(members.map(([name, inner]) => [name, specimenOf(inner, depth + 1)]));
  }
  if (typeof value === "string") return "";
  return typeof value === "number" ? 0 : typeof value === "boolean" ? false : null;
}
