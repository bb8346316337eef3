import type { Span } from "../../text/index.ts";

const BLANKS = " \t\n\r\v";
const MARKS = ".[]{}(),@#;:?+-*/%|=<>^~!&";
const DOUBLE_MARKS = [":=", "..", "!=", ">=", "<=", "**", "~>", "?:", "??"];

/**
 * The token that ends at an offset: the library tells of a token only where it ends. Names and numbers are followed back
 * to the mark or blank before them, texts and quoted names to their opening quote.
 */
export function tokenEndingAt(source: string, end: number): Span {
  const last = source[end - 1] ?? "";
  if (last === '"' || last === "'") return { start: openingQuote(source, end - 1, last), end };
  if (last === "`") return { start: Math.max(0, source.lastIndexOf("`", end - 2)), end };
  if (DOUBLE_MARKS.includes(source.slice(Math.max(0, end - 2), end))) return { start: end - 2, end };
  let start = end - 1;
  if (!isBoundary(last)) while (start > 0 && !isBoundary(source[start - 1] ?? "")) start--;
  return { start: Math.max(0, start), end };
}

const isBoundary = (unit: string): boolean => BLANKS.includes(unit) || MARKS.includes(unit);

/** Within a text a backslash stands before every quote of its kind. */
function openingQuote(source: string, closing: number, quote: string): number {
  for (let at = closing - 1; at >= 0; at--) {
    if (source[at] !== quote) continue;
    const slashes = /\\*$/.exec(source.slice(0, at))?.[0].length ?? 0;
    if (slashes % 2 === 0) return at;
  }
  return closing;
}

/** The text or quoted name that is opened and never closed; the last character where there is none. */
export function unclosedText(source: string): Span {
  let open: number | undefined;
  for (let at = 0; at < source.length; at++) {
    const unit = source[at] ?? "";
    if (open === undefined && "\"'`".includes(unit)) open = at;
    else if (open !== undefined && unit === "\\") at++;
    else if (open !== undefined && unit === source[open]) open = undefined;
  }
  return { start: open ?? Math.max(0, source.length - 1), end: source.length };
}
