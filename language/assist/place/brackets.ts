import type { Token } from "../../expressions/index.ts";

/** The index of the bracket that the closing one at `at` belongs to. */
export function openingOf(tokens: readonly Token[], at: number): number | undefined {
  let depth = 0;
  for (let index = at; index >= 0; index--) {
    const { kind, text = "" } = tokens[index] ?? {};
    if (kind !== "operator") continue;
    if (")]}".includes(text)) depth++;
    else if ("([{".includes(text) && --depth === 0) return index;
  }
  return undefined;
}

/** The index of the innermost bracket that is open after the token at `last`. */
export function enclosing(tokens: readonly Token[], last: number): number | undefined {
  let depth = 0;
  for (let index = last; index >= 0; index--) {
    const { kind, text = "" } = tokens[index] ?? {};
    if (kind !== "operator") continue;
    if (")]}".includes(text)) depth++;
    else if ("([{".includes(text) && depth-- === 0) return index;
  }
  return undefined;
}
