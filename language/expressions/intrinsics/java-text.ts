import type { Json } from "../../text/index.ts";

/**
 * A value as Java prints it: texts without quotes, `{Arg1=1, Arg2=[]}` for objects, `[1, 2]` for arrays. Nothing gives
 * the empty text. Iterative.
 */
export function javaText(root: Json | undefined): string {
  if (root === undefined) return "";
  const written: string[] = [];
  const pending: ({ readonly text: string } | { readonly value: Json })[] = [{ value: root }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ("text" in next) written.push(next.text);
    else if (typeof next.value !== "object" || next.value === null) written.push(String(next.value));
    else {
      const isArray = Array.isArray(next.value);
      written.push(isArray ? "[" : "{");
      pending.push({ text: isArray ? "]" : "}" });
      const entries: readonly (readonly [string, Json])[] = Object.entries(next.value);
      for (let index = entries.length - 1; index >= 0; index--) {
        const [key = "", value = null] = entries[index] ?? [];
        pending.push({ value }, { text: `${index > 0 ? ", " : ""}${isArray ? "" : `${key}=`}` });
      }
    }
  }
  return written.join("");
}
