import { isJsonObject, type Json, jsonText } from "../../text/index.ts";
import type { Computed } from "../computed.ts";
import { withMember } from "../json-object.ts";
import type { JsonPath } from "./path.ts";

/**
 * A copy of `into` with `value` at the place that a reference path names, as `ResultPath` does it: missing objects are
 * made on the way, elements of arrays must exist. `into` stays as it is; what isn't on the way is shared. Reference,
 * section 2.3.
 */
export function placeAt(path: JsonPath, into: Json, value: Json): Computed {
  const keys = path.keys ?? [];
  const way: (Json | undefined)[] = [];
  let reached: Json | undefined = into;
  for (const [index, key] of keys.entries()) {
    if (!fits(key, reached, index === 0)) return { ok: false, message: refusal(key, reached) };
    way.push(reached);
    reached = member(reached, key);
  }
  let made = value;
  for (let index = keys.length - 1; index >= 0; index--) made = replaced(way[index], keys[index] ?? "", made);
  return { ok: true, value: made };
}

function fits(key: string | number, at: Json | undefined, isRoot: boolean): boolean {
  if (typeof key === "number") return Array.isArray(at) && key >= 0 && key < at.length;
  return isJsonObject(at) || (at === undefined && !isRoot);
}

function member(of: Json | undefined, key: string | number): Json | undefined {
  if (typeof key === "number") return Array.isArray(of) ? of[key] : undefined;
  return isJsonObject(of) && Object.hasOwn(of, key) ? of[key] : undefined;
}

function replaced(of: Json | undefined, key: string | number, value: Json): Json {
  if (typeof key === "number") return Array.isArray(of) ? of.with(key, value) : [value];
  return withMember(isJsonObject(of) ? of : {}, key, value);
}

function refusal(key: string | number, found: Json | undefined): string {
  return `Unable to apply step "${key}" to input "${found === undefined ? "null" : jsonText(found)}"`;
}
