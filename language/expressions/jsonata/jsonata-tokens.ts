import { cached } from "../cache.ts";
import { stringEnd } from "../reader.ts";
import type { Token, TokenKind } from "../token.ts";

const BLANK = /[ \t\n\r\v]+/y;
const NUMBER = /(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const OPERATOR = /:=|\.\.|!=|>=|<=|\*\*|~>|\?:|\?\?|[.[\]{}(),@#;:?+\-*/%|=<>^~!&]/y;
const WORD = /[^ \t\n\r\v.[\]{}(),@#;:?+\-*/%|=<>^~!&"'`]+/y;

const KEYWORDS: readonly string[] = ["and", "or", "in"];
const CONSTANTS: readonly string[] = ["true", "false", "null"];

/** The tokens of a JSONata source, which may be half typed. */
export const jsonataTokens: (source: string) => readonly Token[] = cached(2_000, (source) => {
  const tokens: Token[] = [];
  let before: Token | undefined;
  for (let at = 0; at < source.length; ) {
    BLANK.lastIndex = at;
    if (BLANK.test(source)) {
      at = BLANK.lastIndex;
      continue;
    }
    const { kind, end } = tokenAt(source, at, before);
    const token = { kind, span: { start: at, end }, text: source.slice(at, end) };
    tokens.push(token);
    if (kind !== "comment") before = token;
    at = end;
  }
  return tokens;
});

interface Read {
  readonly kind: TokenKind;
  readonly end: number;
}

function tokenAt(source: string, at: number, before: Token | undefined): Read {
  const unit = source[at] ?? "";
  if (source.startsWith("/*", at)) return { kind: "comment", end: after(source, "*/", at + 2) };
  if (unit === "/" && !endsValue(before)) return { kind: "regex", end: regexEnd(source, at) };
  if (unit === '"' || unit === "'") return { kind: "string", end: Math.min(source.length, stringEnd(source, at) + 1) };
  if (unit === "`") return { kind: "name", end: after(source, "`", at + 1) };
  const operator = matched(OPERATOR, source, at);
  if (operator !== undefined) return { kind: "operator", end: operator };
  if (/\d/.test(unit)) return { kind: "number", end: matched(NUMBER, source, at) ?? at + 1 };
  const end = matched(WORD, source, at) ?? at + 1;
  return { kind: kindOfWord(source.slice(at, end), before), end };
}

function kindOfWord(word: string, before: Token | undefined): TokenKind {
  if (word.startsWith("$")) return "variable";
  if (before?.text === ".") return "name";
  if (CONSTANTS.includes(word)) return "constant";
  if (KEYWORDS.includes(word)) return endsValue(before) ? "keyword" : "name";
  return word === "function" || word === "λ" ? "keyword" : "name";
}

/** Whether a value may end with this token, so that an operator follows it. */
function endsValue(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind !== "operator") return token.kind !== "keyword";
  return token.text === ")" || token.text === "]" || token.text === "}";
}

function matched(pattern: RegExp, source: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}

function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found + mark.length;
}

/** A slash within brackets or after a backslash doesn't end a pattern; flags follow the one that does. */
function regexEnd(source: string, at: number): number {
  let place = at + 1;
  let depth = 0;
  for (; place < source.length; place++) {
    const unit = source[place] ?? "";
    if (unit === "/" && depth === 0) break;
    if (unit === "\\") place++;
    else if ("([{".includes(unit)) depth++;
    else if (")]}".includes(unit)) depth--;
  }
  const flags = /^\/[im]*/.exec(source.slice(place, place + 4))?.[0] ?? "";
  return Math.min(source.length, place + flags.length);
}
