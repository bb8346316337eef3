import { createScanner } from "jsonc-parser";
import type { Diagnostic, Span } from "../text/index.ts";
import type { Comment } from "./node.ts";

/** The token kinds of jsonc-parser's scanner: its own enumerations exist at compile time only. */
export const Token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  trivia: 15,
  unknown: 16,
  end: 17,
} as const;

/** What the scanner's errors 1 to 6 mean. */
const LEXICAL_FAULTS: { readonly [error: number]: string } = {
  1: 'This comment has no end: close it with "*/".',
  2: "This string has no end: close it with a double quote.",
  3: "This number is not complete: add its digits.",
  4: "A \\u escape needs four hexadecimal digits.",
  5: 'This escape is unknown: write "\\\\" for a backslash.',
  6: "Control characters in a string must be escaped, such as \\n for a line break.",
};

/** Problems beyond this many say nothing new about a text that is no JSON. */
const MAX_PROBLEMS = 50;

/** The tokens of a JSON text without its trivia, and what was wrong with them so far. */
export interface JsonReader {
  readonly text: string;
  readonly problems: Diagnostic[];
  /** The furthest end of a syntax error so far. */
  faultyUpTo: number;
  readonly comments: Comment[];
  /** The present token. */
  kind: number;
  span: Span;
  /** The end of the token before. */
  lastEnd: number;
}

export function jsonReader(text: string): JsonReader & { advance(): void } {
  const scanner = createScanner(text, false);
  const reader = {
    text,
    problems: [] as Diagnostic[],
    faultyUpTo: -1,
    comments: [] as Comment[],
    kind: Token.unknown as number,
    span: { start: 0, end: 0 },
    lastEnd: 0,
    advance() {
      reader.lastEnd = reader.span.end;
      for (;;) {
        const kind: number = scanner.scan();
        const start = scanner.getTokenOffset();
        const span = { start, end: placeholderEnd(text, start) ?? start + scanner.getTokenLength() };
        if (kind === Token.unknown) scanner.setPosition(span.end);
        const fault = LEXICAL_FAULTS[scanner.getTokenError()];
        if (fault !== undefined) report(reader, span, fault);
        if (kind === Token.lineComment || kind === Token.blockComment) addComment(reader, span);
        else if (kind !== Token.trivia && kind !== Token.lineBreak) {
          reader.kind = kind;
          reader.span = span;
          return;
        }
      }
    },
  };
  reader.advance();
  return reader;
}

/** The end of a placeholder that stands without quotes: `"Seconds": ${Delay}`. The scanner would stop at its brace. */
function placeholderEnd(text: string, start: number): number | undefined {
  if (!text.startsWith("${", start)) return undefined;
  const match = /^\$\{[^}\r\n]*\}?/.exec(text.slice(start, start + 300));
  return match ? start + match[0].length : undefined;
}

function addComment(reader: JsonReader, span: Span): void {
  reader.comments.push({ span, text: reader.text.slice(span.start, span.end) });
}

/** Notes a syntax error. One that begins where the one before ends is a consequence of it, and so is what comes after that. */
export function report(reader: JsonReader, span: Span, message: string): void {
  const isConsequence = span.start <= reader.faultyUpTo;
  reader.faultyUpTo = Math.max(reader.faultyUpTo, span.end);
  if (isConsequence || reader.problems.length >= MAX_PROBLEMS) return;
  reader.problems.push({ code: "json-syntax", severity: "error", span, message });
}
