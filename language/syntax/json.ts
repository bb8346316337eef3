import type { Diagnostic, Span } from "../text/index.ts";
import { jsonEdits } from "./edits/json-edits.ts";
import { jsonReader, report, Token } from "./json-reader.ts";
import { jsonString } from "./json-string.ts";
import type { Comment, Member, ObjectNode, StringNode, SyntaxNode, SyntaxTree } from "./node.ts";
import { MAX_DEPTH, type Notation } from "./notation.ts";
import { quickJson } from "./quick-json.ts";
import { suppressionMark } from "./suppression-mark.ts";

/** JSON, tolerating comments and trailing commas, which build steps strip and the service refuses. */
export const json: Notation = {
  id: "json",
  parse: parseJson,
  quote: (value) => JSON.stringify(value),
  edits: jsonEdits,
};

/** An object or array whose end was not read yet. `awaits` says what may come next. */
type Open = OpenObject | OpenArray;

interface OpenObject {
  readonly kind: "object";
  readonly start: number;
  readonly members: Member[];
  awaits: "key" | "colon" | "value" | "comma";
  key?: StringNode;
  /** Where the gap begins that a missing value would fill. */
  colonEnd: number;
  comma?: Span;
}

interface OpenArray {
  readonly kind: "array";
  readonly start: number;
  readonly items: SyntaxNode[];
  awaits: "value" | "comma";
  comma?: Span;
}

type Reader = ReturnType<typeof jsonReader>;

interface Parse {
  readonly reader: Reader;
  readonly open: Open[];
  readonly trailingCommas: Span[];
  root?: SyntaxNode;
  tooDeep?: Span;
}

function parseJson(text: string): SyntaxTree {
  const namesakes: ObjectNode[] = [];
  const root = quickJson(text, namesakes);
  return root ? { root, problems: [], comments: [], namesakes } : tolerantJson(text);
}

/** Reads any text, whatever is wrong with it. */
export function tolerantJson(text: string): SyntaxTree {
  const parse: Parse = { reader: jsonReader(text), open: [], trailingCommas: [] };
  const { reader } = parse;
  while (reader.kind !== Token.end) step(parse);
  closeAll(parse);
  const root = parse.root ?? { kind: "missing", span: { start: 0, end: text.length } };
  return { root, problems: allProblems(parse), comments: reader.comments };
}

/** Takes at least one token, or changes what is awaited. */
function step(parse: Parse): void {
  const top = parse.open.at(-1);
  if (!top) atRoot(parse);
  else if (top.awaits === "value") atValue(parse);
  else if (top.awaits === "comma" || top.kind === "array") atComma(parse, top);
  else if (top.awaits === "colon") atColon(parse, top);
  else atKey(parse, top);
}

function atRoot(parse: Parse): void {
  const { reader } = parse;
  if (!parse.root) return atValue(parse);
  report(reader, reader.span, "Nothing may follow the end of the document: delete this.");
  reader.advance();
}

function atValue(parse: Parse): void {
  const { reader } = parse;
  const { kind, span } = reader;
  const top = parse.open.at(-1);
  if (kind === Token.openBrace || kind === Token.openBracket) return openContainer(parse);
  if (kind === Token.closeBrace || kind === Token.closeBracket || kind === Token.comma || kind === Token.colon) {
    if (top?.kind === "array" && kind === Token.closeBracket) return close(parse, top);
    const gap = { start: top?.kind === "object" ? top.colonEnd : reader.lastEnd, end: span.start };
    report(reader, { start: reader.lastEnd, end: span.end }, "A value is missing here.");
    if (top?.kind === "object") add(parse, { kind: "missing", span: gap });
    else if (top && kind !== Token.colon) top.awaits = "comma";
    else reader.advance();
    return;
  }
  add(parse, scalar(reader));
  reader.advance();
}

function scalar(reader: Reader): SyntaxNode {
  const { kind, span, text } = reader;
  if (kind === Token.string) return jsonString(text, span);
  const raw = text.slice(span.start, span.end);
  if (kind === Token.number) return { kind: "literal", span, value: Number(raw) };
  if (kind === Token.null) return { kind: "literal", span, value: null };
  if (kind === Token.true || kind === Token.false) return { kind: "literal", span, value: kind === Token.true };
  if (isPlaceholder(raw)) return bareString(span, raw);
  const meant = MEANT.get(raw.toLowerCase());
  if (meant !== undefined) {
    report(reader, span, `"${raw}" is no JSON value: write ${meant}.`);
    return { kind: "literal", span, value: meant };
  }
  report(reader, span, `"${shortened(raw)}" is no JSON value: put text into double quotes.`);
  return bareString(span, raw);
}

/** Words that other languages have for the values of JSON, and capitals, which JSON doesn't take. */
const MEANT: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["none", null],
]);

/** Templates are filled in before the service sees them: `"Seconds": ${Delay}` is fine. */
const isPlaceholder = (raw: string): boolean => /^\$\{[^}]*\}?$/.test(raw);

const bareString = (span: Span, value: string): StringNode => ({
  kind: "string",
  span,
  value,
  shifts: [{ inValue: 0, inText: span.start }],
  plain: true,
});

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

function openContainer(parse: Parse): void {
  const { reader, open } = parse;
  const { start } = reader.span;
  if (reader.kind === Token.openBrace) {
    open.push({ kind: "object", start, members: [], awaits: "key", colonEnd: reader.span.end });
  } else open.push({ kind: "array", start, items: [], awaits: "value" });
  if (open.length > MAX_DEPTH) parse.tooDeep ??= reader.span;
  reader.advance();
}

function atKey(parse: Parse, top: OpenObject): void {
  const { reader } = parse;
  const { kind, span } = reader;
  if (kind === Token.closeBrace) return close(parse, top);
  if (kind === Token.closeBracket) return mismatch(parse);
  if (kind === Token.comma) {
    report(reader, span, "A field is missing before this comma.");
    reader.advance();
  } else if (kind === Token.colon || kind === Token.openBrace || kind === Token.openBracket) {
    report(reader, span, "A field needs its name in double quotes first.");
    top.key = bareString({ start: span.start, end: span.start }, "");
    top.awaits = "colon";
    if (kind !== Token.colon) top.awaits = "value";
    top.colonEnd = span.start;
  } else {
    if (kind !== Token.string) report(reader, span, "Field names need double quotes.");
    const raw = reader.text.slice(span.start, span.end);
    top.key = kind === Token.string ? jsonString(reader.text, span) : bareString(span, raw);
    top.colonEnd = span.end;
    top.awaits = "colon";
    reader.advance();
  }
}

function atColon(parse: Parse, top: OpenObject): void {
  const { reader } = parse;
  if (reader.kind === Token.colon) {
    top.colonEnd = reader.span.end;
    top.awaits = "value";
    reader.advance();
    return;
  }
  const name = shortened(top.key?.value ?? "");
  if (mayBeValue(reader)) {
    report(reader, { start: reader.lastEnd, end: reader.span.start }, `A colon is missing after "${name}".`);
    top.awaits = "value";
    return;
  }
  report(reader, { start: reader.lastEnd, end: reader.span.end }, `A colon and a value are missing after "${name}".`);
  add(parse, { kind: "missing", span: { start: reader.lastEnd, end: reader.lastEnd } });
}

/** After a field's name without a colon: a string on another line is rather the next field's name. */
function mayBeValue({ kind, text, lastEnd, span }: Reader): boolean {
  if (kind === Token.string) return !text.slice(lastEnd, span.start).includes("\n");
  return kind !== Token.comma && kind !== Token.closeBrace && kind !== Token.closeBracket && kind !== Token.end;
}

function atComma(parse: Parse, top: Open): void {
  const { reader } = parse;
  const { kind, span } = reader;
  const end = top.kind === "object" ? Token.closeBrace : Token.closeBracket;
  if (kind === end) close(parse, top);
  else if (kind === Token.comma) {
    top.comma = span;
    top.awaits = top.kind === "object" ? "key" : "value";
    reader.advance();
  } else if (kind === Token.closeBrace || kind === Token.closeBracket) mismatch(parse);
  else if (kind === Token.colon) atStrayColon(parse, top);
  else {
    report(reader, { start: reader.lastEnd, end: span.end }, "A comma is missing here.");
    top.comma = undefined;
    top.awaits = top.kind === "object" ? "key" : "value";
  }
}

/** `"Next": "End": true` while the value is being typed: the string was the next field's name, not the value. */
function atStrayColon(parse: Parse, top: Open): void {
  const { reader } = parse;
  const last = top.kind === "object" ? top.members.at(-1) : undefined;
  if (top.kind !== "object" || last?.value.kind !== "string") {
    report(reader, reader.span, "A colon may stand only after a field's name.");
    reader.advance();
    return;
  }
  const gap = { start: last.key.span.end, end: last.value.span.start };
  report(reader, gap, `A value is missing after "${shortened(last.key.value)}".`);
  const span = { start: last.key.span.start, end: gap.end };
  // The colon may be missing too: `"Next" "End": true`.
  const after = gap.start + reader.text.slice(gap.start, gap.end).indexOf(":") + 1;
  const missing: SyntaxNode = { kind: "missing", span: { start: after, end: gap.end } };
  top.members[top.members.length - 1] = { key: last.key, value: missing, span };
  top.key = last.value;
  top.awaits = "colon";
}

/** A bracket of the other kind: it closes the nearest container of its kind, or nothing. */
function mismatch(parse: Parse): void {
  const { reader, open } = parse;
  const kind = reader.kind === Token.closeBrace ? "object" : "array";
  const bracket = reader.kind === Token.closeBrace ? "}" : "]";
  if (!open.some((container) => container.kind === kind)) {
    report(reader, reader.span, `This "${bracket}" closes nothing: delete it.`);
    reader.advance();
    return;
  }
  report(reader, reader.span, `A "${kind === "object" ? "]" : "}"}" is missing before this "${bracket}".`);
  const top = open.at(-1);
  if (top) finish(parse, top, reader.lastEnd);
}

function close(parse: Parse, top: Open): void {
  const { reader } = parse;
  const { end } = reader.span;
  if (top.comma && (top.awaits === "key" || top.awaits === "value")) parse.trailingCommas.push(top.comma);
  reader.advance();
  finish(parse, top, end);
}

function finish(parse: Parse, top: Open, end: number): void {
  if (top.kind === "object" && (top.awaits === "colon" || top.awaits === "value")) {
    add(parse, { kind: "missing", span: { start: top.colonEnd, end } });
  }
  parse.open.pop();
  const span = { start: top.start, end };
  if (top.kind === "object") add(parse, { kind: "object", span, members: top.members });
  else add(parse, { kind: "array", span, items: top.items });
}

function closeAll(parse: Parse): void {
  const { reader, open } = parse;
  const innermost = open.at(-1);
  if (innermost) {
    const bracket = innermost.kind === "object" ? "}" : "]";
    const last = { start: Math.max(innermost.start, reader.lastEnd - 1), end: reader.lastEnd };
    report(reader, last, `The text ends here, and a "${bracket}" is missing.`);
  }
  for (let top = open.at(-1); top; top = open.at(-1)) finish(parse, top, reader.lastEnd);
}

/** Puts a value where one was awaited. */
function add(parse: Parse, value: SyntaxNode): void {
  const top = parse.open.at(-1);
  if (!top) {
    parse.root ??= value;
    return;
  }
  top.awaits = "comma";
  top.comma = undefined;
  if (top.kind === "array") top.items.push(value);
  else if (top.key) {
    const key = top.key;
    top.key = undefined;
    top.members.push({ key, value });
  }
}

function allProblems(parse: Parse): readonly Diagnostic[] {
  const { reader, trailingCommas, tooDeep } = parse;
  const warn = (code: string, span: Span, message: string): Diagnostic => ({
    code,
    severity: "warning",
    span,
    message,
  });
  const commas = trailingCommas.map((span) =>
    warn("json-trailing-comma", span, "Step Functions refuses a comma before a closing bracket: delete it."),
  );
  // Who marks a line for this extension has a build step that strips comments.
  const first: Comment | undefined = reader.comments.find((comment) => !suppressionMark.test(comment.text));
  const comments = first
    ? [
        warn(
          "json-comment",
          first.span,
          'Step Functions refuses comments in JSON: strip them on deploy, or use "Comment".',
        ),
      ]
    : [];
  const deep: Diagnostic[] = tooDeep
    ? [{ code: "nesting-too-deep", severity: "error", span: tooDeep, message: tooDeepMessage }]
    : [];
  return [...reader.problems, ...deep, ...commas, ...comments];
}

export const tooDeepMessage = `Values are nested more than ${MAX_DEPTH.toLocaleString("en")} levels deep here: Step Functions can't read that.`;
