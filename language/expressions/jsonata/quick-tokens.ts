import { SIMPLE_ESCAPES } from "../../text/index.ts";

/** A token as the library's parser knows it; `position` is the offset of its end. */
export interface QuickToken {
  type: "operator" | "string" | "number" | "value" | "name" | "variable" | "regex" | "end";
  value: unknown;
  readonly position: number;
}

/** A source with the place where it is read. */
export interface TokenReading {
  readonly source: string;
  at: number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][-+]?\d+)?/y;

const DOUBLE = ["..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??"];

/** What ends a name, besides blanks. */
const OPERATORS = ".[]{}(),@#;:?+-*/%|=<>^&!~";

const isBlank = (code: number): boolean => code === 32 || (code > 8 && code < 14 && code !== 12);

/** The next token; undefined where the library finds a fault. `/` begins a pattern only where an operand may stand. */
export function nextToken(reading: TokenReading, isOperator: boolean): QuickToken | undefined {
  if (!skip(reading)) return undefined;
  const { source, at } = reading;
  const unit = source[at];
  if (unit === undefined) return { type: "end", value: "(end)", position: source.length };
  if (unit === "/" && !isOperator) return readPattern(reading);
  const pair = source.slice(at, at + 2);
  if (DOUBLE.includes(pair)) return token(reading, "operator", pair, at + 2);
  if (OPERATORS.includes(unit)) return token(reading, "operator", unit, at + 1);
  if (unit === '"' || unit === "'") return readText(reading, unit);
  if (unit === "-" || (unit >= "0" && unit <= "9")) return readNumber(reading);
  if (unit === "`") {
    const end = source.indexOf("`", at + 1);
    return end < 0 ? undefined : token(reading, "name", source.slice(at + 1, end), end + 1);
  }
  return readName(reading);
}

function token(reading: TokenReading, type: QuickToken["type"], value: unknown, end: number): QuickToken {
  reading.at = end;
  return { type, value, position: end };
}

/** Blanks and comments; false where a comment has no end. */
function skip(reading: TokenReading): boolean {
  const { source } = reading;
  for (;;) {
    while (isBlank(source.charCodeAt(reading.at))) reading.at++;
    if (!source.startsWith("/*", reading.at)) return true;
    const end = source.indexOf("*/", reading.at + 2);
    if (end < 0) return false;
    reading.at = end + 2;
  }
}

function readNumber(reading: TokenReading): QuickToken | undefined {
  NUMBER.lastIndex = reading.at;
  const [digits = ""] = NUMBER.exec(reading.source) ?? [];
  const value = Number.parseFloat(digits);
  return Number.isFinite(value) ? token(reading, "number", value, reading.at + digits.length) : undefined;
}

function readText(reading: TokenReading, quote: string): QuickToken | undefined {
  const { source } = reading;
  let value = "";
  for (let at = reading.at + 1; at < source.length; at++) {
    const unit = source.charAt(at);
    if (unit === quote) return token(reading, "string", value, at + 1);
    if (unit !== "\\") value += unit;
    else {
      const letter = source.charAt(++at);
      const meant = Object.hasOwn(SIMPLE_ESCAPES, letter) ? SIMPLE_ESCAPES[letter] : undefined;
      if (meant === undefined) {
        const digits = source.slice(at + 1, at + 5);
        // With fewer than four digits at the end of a text, the library reads on behind it.
        if (letter !== "u" || !/^[0-9a-fA-F]{4}$/.test(digits)) return undefined;
        value += String.fromCharCode(Number.parseInt(digits, 16));
        at += 4;
      } else value += meant;
    }
  }
  return undefined;
}

function readName(reading: TokenReading): QuickToken {
  const { source, at: start } = reading;
  let end = start;
  while (end < source.length && !isBlank(source.charCodeAt(end)) && !OPERATORS.includes(source.charAt(end))) end++;
  if (source[start] === "$") return token(reading, "variable", source.slice(start + 1, end), end);
  const name = source.slice(start, end);
  if (name === "and" || name === "or" || name === "in") return token(reading, "operator", name, end);
  if (name === "true" || name === "false") return token(reading, "value", name === "true", end);
  return name === "null" ? token(reading, "value", null, end) : token(reading, "name", name, end);
}

/** A pattern ends at a slash that isn't escaped and stands outside of brackets. */
function readPattern(reading: TokenReading): QuickToken | undefined {
  const { source } = reading;
  const start = reading.at + 1;
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const unit = source.charAt(at);
    const isEscaped = source[at - 1] === "\\";
    if (unit === "/" && depth === 0 && !isOddlyEscaped(source, at)) return patternTo(reading, start, at);
    if (!isEscaped && "([{".includes(unit)) depth++;
    if (!isEscaped && ")]}".includes(unit)) depth--;
  }
  return undefined;
}

function isOddlyEscaped(source: string, at: number): boolean {
  let count = 0;
  while (source[at - 1 - count] === "\\") count++;
  return count % 2 === 1;
}

function patternTo(reading: TokenReading, start: number, slash: number): QuickToken | undefined {
  const { source } = reading;
  let end = slash + 1;
  while (source[end] === "i" || source[end] === "m") end++;
  if (slash === start) return undefined;
  try {
    const pattern = new RegExp(source.slice(start, slash), `${source.slice(slash + 1, end)}g`);
    return token(reading, "regex", pattern, end);
  } catch {
    return undefined;
  }
}
