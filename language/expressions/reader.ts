import type { Span } from "../text/index.ts";
import type { Problem } from "./problem.ts";

/** A place in the text of an expression that is being read, and the first thing that was wrong. */
export interface Reader {
  readonly text: string;
  at: number;
  /** How many filters, parentheses or calls enclose the place. */
  depth: number;
  problem: Problem | undefined;
  readonly remarks: Problem[];
}

/** Expressions nested deeper than this are refused, so that reading them may be recursive. */
export const MAX_NESTING = 100;

export function readerOf(text: string): Reader {
  return { text, at: 0, depth: 0, problem: undefined, remarks: [] };
}

/** Notes the first problem; gives undefined, so that a reading function can return it. */
export function fail(reader: Reader, message: string, start: number, end = start + 1): undefined {
  const bound = reader.text.length;
  reader.problem ??= { message, span: { start: Math.min(start, bound), end: Math.min(Math.max(start, end), bound) } };
  return undefined;
}

/** Runs `read` one level deeper, unless that is too deep. */
export function nested<T>(reader: Reader, read: () => T | undefined): T | undefined {
  if (reader.depth >= MAX_NESTING) return fail(reader, "This is nested too deeply: simplify it.", reader.at);
  reader.depth++;
  const result = read();
  reader.depth--;
  return result;
}

export function skipBlanks(reader: Reader): void {
  while (isBlank(reader.text[reader.at])) reader.at++;
}

/** Whether the next character that isn't blank is `mark`, which is then passed. */
export function take(reader: Reader, mark: string): boolean {
  skipBlanks(reader);
  if (!reader.text.startsWith(mark, reader.at)) return false;
  reader.at += mark.length;
  return true;
}

export const isBlank = (unit: string | undefined): boolean =>
  unit === " " || unit === "\t" || unit === "\n" || unit === "\r";

export const spanFrom = (reader: Reader, start: number): Span => ({ start, end: reader.at });

/**
 * Where an argument that begins at `from` ends: before the comma or the parenthesis that stands outside its own
 * brackets and strings, or at `end`. Undefined where its brackets don't match.
 */
export function argumentEnd(text: string, from: number, end: number): number | undefined {
  const open: string[] = [];
  for (let at = from; at < end; at++) {
    const unit = text[at] ?? "";
    if ((unit === ")" || unit === ",") && open.length === 0) return at;
    const closing = CLOSING[unit];
    if (closing) open.push(closing);
    else if (unit === ")" || unit === "]" || unit === "}") {
      if (open.pop() !== unit) return undefined;
    } else if ((unit === "'" || unit === '"') && (open.length > 0 || at === from)) at = stringEnd(text, at);
  }
  return open.length === 0 ? end : undefined;
}

const CLOSING: { readonly [unit: string]: string } = { "(": ")", "[": "]", "{": "}" };

/** The offset of the quote that closes the string at `at`, or the text's end; a backslash escapes what follows it. */
export function stringEnd(text: string, at: number): number {
  const quote = text[at];
  let place = at + 1;
  while (place < text.length && text[place] !== quote) place += text[place] === "\\" ? 2 : 1;
  return Math.min(place, text.length);
}
