import { cached } from "../cache.ts";
import { stringEnd } from "../reader.ts";
import type { Token, TokenKind } from "../token.ts";
import { filterOperators } from "./path.ts";

const BLANK = /\s+/y;
const ROOT = /\$\$|\$(?:[\p{ID_Start}_]\p{ID_Continue}*)?|@/uy;
const CALL = /States\.\w*|States$/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const OPERATOR = /\.\.|===?|!==?|<=|>=|=~|&&|\|\||[.[\](),:?*<>!]/y;
/** A name after a dot: marks in it are escaped by a backslash. */
const NAME = /(?:\\[\s\S]|[^\s.[\](),\\])+/y;
const WORD = /[^\s.[\](),<>=!&|'"]+/y;

const CONSTANTS: readonly string[] = ["true", "false", "null"];
const words: readonly string[] = filterOperators.filter((operator) => /\w/.test(operator));

/** The tokens of a path or of a call of an intrinsic function, which may be half typed. */
export const pathTokens: (source: string) => readonly Token[] = cached(2_000, (source) => {
  const tokens: Token[] = [];
  for (let at = 0; at < source.length; ) {
    BLANK.lastIndex = at;
    if (BLANK.test(source)) {
      at = BLANK.lastIndex;
      continue;
    }
    const { kind, end } = tokenAt(source, at, tokens.at(-1));
    tokens.push({ kind, span: { start: at, end }, text: source.slice(at, end) });
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
  const isAfterDot = (before?.text === "." || before?.text === "..") && before.span.end === at;
  if (isAfterDot && unit !== "*") {
    const name = matched(NAME, source, at);
    if (name !== undefined) return { kind: source[name] === "(" ? "function" : "name", end: name };
  }
  if (unit === "'" || unit === '"') {
    const end = Math.min(source.length, stringEnd(source, at) + 1);
    return { kind: before?.text === "[" ? "name" : "string", end };
  }
  if (unit === "/" && before?.text === "=~") return { kind: "regex", end: regexEnd(source, at) };
  const root = matched(ROOT, source, at);
  if (root !== undefined) return { kind: "variable", end: root };
  const call = matched(CALL, source, at);
  if (call !== undefined) return { kind: "function", end: call };
  const number = matched(NUMBER, source, at);
  if (number !== undefined) return { kind: "number", end: number };
  const operator = matched(OPERATOR, source, at);
  if (operator !== undefined) return { kind: "operator", end: operator };
  const end = matched(WORD, source, at) ?? at + 1;
  return { kind: kindOfWord(source.slice(at, end)), end };
}

function kindOfWord(word: string): TokenKind {
  if (CONSTANTS.includes(word)) return "constant";
  return words.includes(word.toUpperCase()) ? "keyword" : "name";
}

function matched(pattern: RegExp, source: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}

function regexEnd(source: string, at: number): number {
  const end = Math.min(source.length, stringEnd(source, at) + 1);
  return end + (/^[a-z]*/.exec(source.slice(end, end + 8))?.[0].length ?? 0);
}
