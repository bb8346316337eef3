import type { Token } from "../../expressions/index.ts";
import { enclosing } from "../place/brackets.ts";

/** A call around a place: which function is called, and which of its arguments the place is in. */
export interface CallAt {
  /** As written: `$sum`, `States.Format`. */
  readonly name: string;
  /** The index of the token that names the function. */
  readonly token: number;
  /** From 0. A value that `~>` hands to the call counts as its first argument. */
  readonly argument: number;
}

/** The innermost call whose parentheses are open at an offset. */
export function callAt(tokens: readonly Token[], offset: number): CallAt | undefined {
  let last = tokens.findLastIndex(({ span }) => span.start < offset);
  // A cursor before a token's end is still in that token.
  const within = tokens[last];
  if (within && within.span.end > offset) last--;
  for (let open = enclosing(tokens, last); open !== undefined; open = enclosing(tokens, open - 1)) {
    const called = tokens[open - 1];
    const isName = called?.kind === "function" || (called?.kind === "variable" && called.text.length > 1);
    if (tokens[open]?.text !== "(" || !called || !isName || called.span.end !== tokens[open]?.span.start) continue;
    const isApplied = tokens[open - 2]?.text === "~>";
    return { name: called.text, token: open - 1, argument: commas(tokens, open + 1, last) + (isApplied ? 1 : 0) };
  }
  return undefined;
}

/** The commas between two tokens that stand in no further brackets. */
function commas(tokens: readonly Token[], from: number, last: number): number {
  let [depth, count] = [0, 0];
  for (let at = from; at <= last; at++) {
    const { kind, text = "" } = tokens[at] ?? {};
    if (kind !== "operator") continue;
    if ("([{".includes(text)) depth++;
    else if (")]}".includes(text)) depth--;
    else if (text === "," && depth === 0) count++;
  }
  return count;
}
