import { MAX_PATTERN, MAX_SEARCHED } from "../limits.ts";
import { fail, type Reader, spanFrom } from "../reader.ts";
import type { Operand } from "./path.ts";

/** Reads `/pattern/flags`. */
export function parsePattern(reader: Reader): Operand | undefined {
  const { text, at } = reader;
  const match = /^\/((?:\\[\s\S]|[^\\/])*)\/([dimsuxU]*)/.exec(text.slice(at, at + MAX_PATTERN + 10));
  if (!match) return fail(reader, 'This pattern has no end: close it with "/".', at, text.length);
  reader.at += match[0].length;
  return { kind: "pattern", pattern: wholeText(match[1] ?? "", match[2] ?? ""), span: spanFrom(reader, at) };
}

/** Whether a whole text matches; undefined where the text or the pattern can't be tried. */
export function matchesWhole(pattern: RegExp | undefined, text: string): boolean | undefined {
  return pattern && text.length <= MAX_SEARCHED ? pattern.test(text) : undefined;
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
