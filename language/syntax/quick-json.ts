import type { Span } from "../text/index.ts";
import { fieldName } from "./field-name.ts";
import { jsonString } from "./json-string.ts";
import { hasNamesakes } from "./namesakes.ts";
import type { Member, ObjectNode, StringNode, SyntaxNode } from "./node.ts";

/** Deeper texts are left to the reader that has no bound. */
const MAX_LEVELS = 500;

const QUOTE = 34;
const [COMMA, COLON, BACKSLASH] = [44, 58, 92];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [91, 93, 123, 125];

const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?=[\s,\]}]|$)/y;

/**
 * The tree of a text that is JSON without any fault, comment or placeholder; undefined for every other one. What it gives
 * is what the tolerant reader gives (`quick-json.test.ts`), in a third of the time: nearly all texts are sound nearly all
 * the time.
 */
export function quickJson(text: string, namesakes: ObjectNode[] = []): SyntaxNode | undefined {
  const reading: Reading = { text, at: 0, namesakes };
  const root = readValue(reading, 0);
  if (!root) return undefined;
  return skipBlanks(reading) === undefined ? root : undefined;
}

interface Reading {
  readonly text: string;
  at: number;
  /** The objects in which a key stands twice. */
  readonly namesakes: ObjectNode[];
}

/** The code of what comes next; undefined at the end. */
function skipBlanks(reading: Reading): number | undefined {
  const { text } = reading;
  for (let at = reading.at; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) {
      reading.at = at;
      return code;
    }
  }
  reading.at = text.length;
  return undefined;
}

function readValue(reading: Reading, level: number): SyntaxNode | undefined {
  const code = skipBlanks(reading);
  if (code === QUOTE) return readString(reading);
  if (code === OPEN_BRACE) return level < MAX_LEVELS ? readObject(reading, level + 1) : undefined;
  if (code === OPEN_BRACKET) return level < MAX_LEVELS ? readArray(reading, level + 1) : undefined;
  return readLiteral(reading);
}

function readObject(reading: Reading, level: number): SyntaxNode | undefined {
  const start = reading.at++;
  const members: Member[] = [];
  if (skipBlanks(reading) !== CLOSE_BRACE) {
    for (;;) {
      if (skipBlanks(reading) !== QUOTE) return undefined;
      const key = readString(reading, true);
      if (!key || skipBlanks(reading) !== COLON) return undefined;
      reading.at++;
      const value = readValue(reading, level);
      if (!value) return undefined;
      members.push({ key, value });
      const code = skipBlanks(reading);
      if (code === CLOSE_BRACE) break;
      if (code !== COMMA) return undefined;
      reading.at++;
    }
  }
  const node: ObjectNode = { kind: "object", span: { start, end: ++reading.at }, members };
  if (hasNamesakes(members)) reading.namesakes.push(node);
  return node;
}

function readArray(reading: Reading, level: number): SyntaxNode | undefined {
  const start = reading.at++;
  const items: SyntaxNode[] = [];
  if (skipBlanks(reading) !== CLOSE_BRACKET) {
    for (;;) {
      const value = readValue(reading, level);
      if (!value) return undefined;
      items.push(value);
      const code = skipBlanks(reading);
      if (code === CLOSE_BRACKET) break;
      if (code !== COMMA) return undefined;
      reading.at++;
    }
  }
  return { kind: "array", span: { start, end: ++reading.at }, items };
}

function readString(reading: Reading, isKey = false): StringNode | undefined {
  const { text, at: start } = reading;
  let isEscaped = false;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      reading.at = at + 1;
      const span: Span = { start, end: at + 1 };
      if (isEscaped) return jsonString(text, span);
      const value = isKey ? fieldName(text, start + 1, at) : text.slice(start + 1, at);
      return { kind: "string", span, value, shifts: undefined, plain: false };
    }
    if (code < 32) return undefined;
    if (code !== BACKSLASH) continue;
    isEscaped = true;
    if (!isEscape(text, at)) return undefined;
    at++;
  }
  return undefined;
}

/** Whether JSON knows the escape that begins at a backslash. */
function isEscape(text: string, at: number): boolean {
  const letter = text[at + 1] ?? "";
  if (letter === "u") return /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6));
  return letter !== "" && '"\\/bfnrt'.includes(letter);
}

function readLiteral(reading: Reading): SyntaxNode | undefined {
  LITERAL.lastIndex = reading.at;
  const [raw] = LITERAL.exec(reading.text) ?? [];
  if (raw === undefined) return undefined;
  const span = { start: reading.at, end: reading.at + raw.length };
  reading.at = span.end;
  if (raw === "null") return { kind: "literal", span, value: null };
  if (raw === "true" || raw === "false") return { kind: "literal", span, value: raw === "true" };
  return { kind: "literal", span, value: Number(raw) };
}
