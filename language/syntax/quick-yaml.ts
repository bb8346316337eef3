import { fieldName } from "./field-name.ts";
import { hasNamesakes } from "./namesakes.ts";
import type { LiteralNode, Member, ObjectNode, StringNode, SyntaxNode } from "./node.ts";
import { scalarShifts } from "./yaml-scalar.ts";

/** Deeper texts are left to the library. */
const MAX_LEVELS = 200;

/**
 * The tree of a YAML text that is written plainly: block mappings and sequences, scalars on one line each, no comments,
 * anchors, tags or flow collections. Undefined for every other text, and for all that may be wrong: the library reads
 * those. What it gives is what they would give (`quick-yaml.test.ts`), in a fraction of the time.
 */
export function quickYaml(text: string, namesakes: ObjectNode[] = []): SyntaxNode | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: The library's lexer has a meaning for some of them.
  if (/[\u0000-\u0009\u000b-\u001f\uFEFF]/.test(text)) return undefined;
  const reading: Reading = { text, next: 0, lineStart: 0, at: 0, end: 0, column: 0, namesakes };
  advance(reading);
  if (reading.column !== 0 || isDash(reading)) return undefined;
  const root = readMapping(reading, 0, 1);
  return root && isOver(reading) ? root : undefined;
}

const END = -1;

/** The line that is being read: what of it is still to be read begins at `at`, in `column`, and ends at `end`. */
interface Reading {
  readonly text: string;
  next: number;
  lineStart: number;
  at: number;
  end: number;
  /** -1 after the last line. */
  column: number;
  /** The objects in which a key stands twice. */
  readonly namesakes: ObjectNode[];
}

/** Goes on to the next line that isn't blank. */
function advance(reading: Reading): void {
  const { text } = reading;
  while (reading.next < text.length) {
    const start = reading.next;
    const lineBreak = text.indexOf("\n", start);
    let end = lineBreak < 0 ? text.length : lineBreak;
    reading.next = end + 1;
    let at = start;
    while (text.charCodeAt(at) === 32) at++;
    if (at >= end) continue;
    while (text.charCodeAt(end - 1) === 32) end--;
    Object.assign(reading, { lineStart: start, at, end, column: at - start });
    return;
  }
  reading.column = END;
}

const isOver = ({ column }: Reading): boolean => column === END;

const isDash = ({ text, at, end }: Reading): boolean => text[at] === "-" && (at + 1 === end || text[at + 1] === " ");

function readBlock(reading: Reading, level: number): SyntaxNode | undefined {
  if (level > MAX_LEVELS) return undefined;
  const { column } = reading;
  return isDash(reading) ? readSequence(reading, column, level) : readMapping(reading, column, level);
}

function readMapping(reading: Reading, column: number, level: number): SyntaxNode | undefined {
  const members: Member[] = [];
  const start = reading.at;
  while (reading.column === column && !isDash(reading)) {
    const key = readKey(reading);
    if (!key) return undefined;
    const value = readValue(reading, column, level, true);
    if (!value) return undefined;
    members.push({ key, value });
  }
  const end = members.at(-1)?.value.span.end;
  if (end === undefined) return undefined;
  const node: ObjectNode = { kind: "object", span: { start, end }, members };
  if (hasNamesakes(members)) reading.namesakes.push(node);
  return node;
}

function readSequence(reading: Reading, column: number, level: number): SyntaxNode | undefined {
  const items: SyntaxNode[] = [];
  const start = reading.at;
  while (reading.column === column && isDash(reading)) {
    reading.at++;
    skipBlanks(reading);
    const isNested = reading.at < reading.end && (isDash(reading) || keyEnd(reading) !== undefined);
    if (isNested) reading.column = reading.at - reading.lineStart;
    const item = isNested ? readBlock(reading, level + 1) : readValue(reading, column, level, false);
    if (!item || reading.column > column) return undefined;
    items.push(item);
  }
  const end = items.at(-1)?.span.end;
  return end === undefined ? undefined : { kind: "array", span: { start, end }, items };
}

/** What follows a key or a dash: the rest of the line, or the lines below that stand further right. */
function readValue(reading: Reading, column: number, level: number, isOfKey: boolean): SyntaxNode | undefined {
  let value: SyntaxNode | undefined;
  if (reading.at < reading.end) {
    value = readScalar(reading);
    advance(reading);
  } else {
    advance(reading);
    const isBelow = reading.column > column || (isOfKey && reading.column === column && isDash(reading));
    value = isBelow ? readBlock(reading, level + 1) : undefined;
  }
  // A line that stands further right would go on with the scalar, or fit nowhere.
  return reading.column > column ? undefined : value;
}

function skipBlanks(reading: Reading): void {
  while (reading.at < reading.end && reading.text.charCodeAt(reading.at) === 32) reading.at++;
}

/** Where the key that begins here ends, before its colon; undefined where none does. */
function keyEnd({ text, at, end }: Reading): number | undefined {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const closing = text.indexOf(quote, at + 1);
    const isKey = closing > 0 && closing < end && text[closing + 1] === ":" && endsKey(text, closing + 2, end);
    return isKey ? closing + 1 : undefined;
  }
  for (let colon = text.indexOf(":", at); colon >= 0 && colon < end; colon = text.indexOf(":", colon + 1)) {
    if (endsKey(text, colon + 1, end)) return colon;
  }
  return undefined;
}

const endsKey = (text: string, after: number, end: number): boolean => after === end || text[after] === " ";

/** Longer keys are refused by the library. */
const MAX_KEY = 500;

function readKey(reading: Reading): StringNode | undefined {
  const { text, at: start } = reading;
  const end = keyEnd(reading);
  if (end === undefined || end === start || end - start > MAX_KEY) return undefined;
  const isQuoted = text[start] === '"' || text[start] === "'";
  const raw = isQuoted ? text.slice(start, end) : fieldName(text, start, end);
  if (isQuoted ? raw.includes("\\") : !isPlain(raw) || raw === "<<") return undefined;
  reading.at = end + 1;
  skipBlanks(reading);
  const span = { start, end };
  if (!isQuoted) return { kind: "string", span, value: raw, shifts: undefined, plain: true };
  return { kind: "string", span, value: raw.slice(1, -1), shifts: undefined, plain: false };
}

/** Whether a text is a plain scalar for certain: marks at its beginning mean something, and so do `: ` and ` #`. */
function isPlain(raw: string): boolean {
  const isSafe = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`.=~<]|-\d|\.\w)/.test(raw);
  return isSafe && !raw.includes(": ") && !raw.includes(" #") && !raw.endsWith(":") && !raw.endsWith(" ");
}

function readScalar(reading: Reading): SyntaxNode | undefined {
  const { text, at: start, end } = reading;
  const raw = text.slice(start, end);
  const span = { start, end };
  if (raw === "[]") return { kind: "array", span, items: [] };
  if (raw === "{}") return { kind: "object", span, members: [] };
  const quote = raw[0];
  if (quote === '"' || quote === "'") {
    const value = quote === '"' ? doubleQuoted(raw) : singleQuoted(raw);
    if (value === undefined) return undefined;
    const shifts =
      value.length === raw.length - 2
        ? undefined
        : scalarShifts(text, span, value, quote === '"' ? "QUOTE_DOUBLE" : "QUOTE_SINGLE");
    return { kind: "string", span, value, shifts, plain: false };
  }
  if (!isPlain(raw)) return undefined;
  const literal = literalOf(raw);
  if (literal === "unsure") return undefined;
  if (literal) return { kind: "literal", span, value: literal.value };
  return { kind: "string", span, value: raw, shifts: undefined, plain: true };
}

const ESCAPES: { readonly [letter: string]: string } = { "\\": "\\", '"': '"', "/": "/", n: "\n", t: "\t" };

function doubleQuoted(raw: string): string | undefined {
  const match = /^"((?:[^"\\]|\\[\\"/nt])*)"$/.exec(raw);
  return match?.[1]?.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

function singleQuoted(raw: string): string | undefined {
  return /^'((?:[^']|'')*)'$/.exec(raw)?.[1]?.replaceAll("''", "'");
}

/** The number, boolean or null that a plain text stands for; undefined for a text. */
function literalOf(raw: string): Pick<LiteralNode, "value"> | "unsure" | undefined {
  if (/^[-+.\d]/.test(raw)) {
    if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(raw)) return { value: Number(raw) };
    return /^[-+.\dxobeE_a-fA-F:]*$/.test(raw) || /^[-+]?\.(?:inf|nan)$/i.test(raw) ? "unsure" : undefined;
  }
  if (/^(?:true|True|TRUE)$/.test(raw)) return { value: true };
  if (/^(?:false|False|FALSE)$/.test(raw)) return { value: false };
  return /^(?:null|Null|NULL)$/.test(raw) ? { value: null } : undefined;
}
