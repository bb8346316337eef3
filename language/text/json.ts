/** A JSON value. Values are never changed after they were made: they are shared freely. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The name of a value's type in JSON's own words: `array`, `object`, `string`, `number`, `boolean`, `null`. */
export function jsonType(value: Json): "array" | "object" | "string" | "number" | "boolean" | "null" {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as "object" | "string" | "number" | "boolean";
}

/** Deep equality; the order of keys does not count. Iterative: nesting has no limit. */
export function jsonEquals(left: Json, right: Json): boolean {
  const pairs: [Json, Json][] = [[left, right]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [a, b] = pair;
    if (a === b) continue;
    if (Array.isArray(a) && Array.isArray(b)) {
      if (a.length !== b.length) return false;
      for (const [index, item] of a.entries()) pairs.push([item, b[index]]);
    } else if (isJsonObject(a) && isJsonObject(b)) {
      const keys = Object.keys(a);
      if (keys.length !== Object.keys(b).length) return false;
      for (const key of keys) {
        const [inA, inB] = [a[key], Object.hasOwn(b, key) ? b[key] : undefined];
        if (inA === undefined || inB === undefined) return false;
        pairs.push([inA, inB]);
      }
    } else return false;
  }
  return true;
}
