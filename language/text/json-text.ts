import type { Json } from "./json.ts";

/**
 * A value as JSON without blanks, the form in which the service's messages quote values: `{"a":[1,null]}`. However deep
 * it is; of objects only what is JSON in them.
 */
export function jsonText(value: Json | object): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // JSON.stringify is recursive, and reports values that are nested too deeply for it this way.
    if (error instanceof RangeError) return deepJsonText(value as Json);
    throw error;
  }
}

/** Iterative: an array in `pending` holds pieces of text and values that are still to be written, the last one first. */
function deepJsonText(root: Json): string {
  const written: string[] = [];
  const pending: ({ readonly text: string } | { readonly value: Json })[] = [{ value: root }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ("text" in next) written.push(next.text);
    else if (typeof next.value !== "object" || next.value === null) written.push(JSON.stringify(next.value));
    else {
      const isArray = Array.isArray(next.value);
      written.push(isArray ? "[" : "{");
      pending.push({ text: isArray ? "]" : "}" });
      const entries: readonly (readonly [string, Json])[] = Object.entries(next.value);
      for (const [index, [key, value]] of [...entries.entries()].toReversed()) {
        pending.push({ value }, { text: `${index > 0 ? "," : ""}${isArray ? "" : `${JSON.stringify(key)}:`}` });
      }
    }
  }
  return written.join("");
}
