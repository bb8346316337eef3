import { MAX_PATTERN } from "../limits.ts";
import { fail, type Reader, spanFrom } from "../reader.ts";
import type { TimeLimit } from "../time-limit.ts";
import type { Operand } from "./path.ts";

/** Reads `/pattern/flags`. */
export function parsePattern(reader: Reader): Operand | undefined {
  const { text, at } = reader;
  const match = /^\/((?:\\[\s\S]|[^\\/])*)\/([dimsuxU]*)/.exec(text.slice(at, at + MAX_PATTERN + 10));
  if (!match) return fail(reader, 'This pattern has no end: close it with "/".', at, text.length);
  reader.at += match[0].length;
  return { kind: "pattern", pattern: wholeText(match[1] ?? "", match[2] ?? ""), span: spanFrom(reader, at) };
}

/** Whether a whole text matches; undefined where that can't be tried, or not to its end. */
export function matchesWhole(
  pattern: RegExp | undefined,
  text: string,
  search: TimeLimit["search"],
): boolean | undefined {
  if (!pattern) return undefined;
  try {
    const match = search(pattern, text);
    return match === undefined ? undefined : match !== null;
  } catch {
    // What a search has still to try needs memory, which ends with very long texts.
    return undefined;
  }
}

/** Java's `matches`: lookarounds pin both ends, since `^` and `$` mean lines under the flag `m`. */
function wholeText(source: string, flags: string): RegExp | undefined {
  const body = flags.includes("x")
    ? source.replace(/\\[\s\S]|\s+|#.*/g, (part) => (part[0] === "\\" ? part : ""))
    : source;
  try {
    return new RegExp(
      `(?<![^])(?:${body})(?![^])`,
      [...new Set(flags)].filter((flag) => "ims".includes(flag)).join(""),
    );
  } catch {
    return undefined;
  }
}
