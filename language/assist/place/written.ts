import type { Json, Span, TextEdit } from "../../text/index.ts";
import type { Completion } from "../completion/completion.ts";
import { type Document, lineStart } from "../document.ts";

/** A text of a completion: as it is, and with tab stops where there are any. */
export interface Written {
  readonly plain: string;
  readonly snippet: string;
}

/** Text that is no tab stop, in a snippet. */
export function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A place in a snippet where the user types. */
export function tabStop(number: number): Written {
  return { plain: "", snippet: `$${number}` };
}

/** Parts of a text one after another. */
export function written(...parts: readonly (string | Written)[]): Written {
  const all = parts.map((part) => (typeof part === "string" ? { plain: part, snippet: escaped(part) } : part));
  return { plain: all.map(({ plain }) => plain).join(""), snippet: all.map(({ snippet }) => snippet).join("") };
}

/** What every completion of a place has in common: what it replaces, and how the typed text is compared. */
export function completed(
  { text }: Document,
  span: Span,
  name: string,
  { plain, snippet }: Written,
): Pick<Completion, "label" | "edit" | "filter" | "snippet"> {
  const quote = /["']/.exec(text.slice(span.start, span.start + 1))?.[0] ?? "";
  return {
    label: name,
    edit: { span, newText: plain },
    filter: `${quote}${name}${quote}`,
    ...(snippet !== escaped(plain) && { snippet }),
  };
}

/** A member in its notation, `"Seconds": 5` or `Seconds: 5`, with the commas that its neighbours need in JSON. */
export function asMember(
  { text, notation }: Document,
  span: Span,
  name: string,
  value: Written,
  inBraces = false,
): { readonly body: Written; readonly also?: TextEdit } {
  const key = notation.quote(name);
  const after = text.slice(span.end);
  if (/^[ \t]*:/.test(after)) return { body: written(key) };
  const isBlock = value.plain.startsWith("\n");
  const member = written(key, isBlock ? ":" : ": ", value);
  const body = inBraces ? written("{", member, "}") : member;
  if (!isBetweenBraces(text, span) && notation.id === "yaml") return { body };
  const next = /^\s*(\S)/.exec(after)?.[1];
  const needsComma = next !== undefined && !"},]:".includes(next) && next !== "/";
  const ended = needsComma ? written(body, ",") : body;
  const also = commaBefore(text, span.start);
  // Two edits at one place would have no order.
  if (also?.span.start === span.start) return { body: written(", ", ended) };
  return { body: ended, ...(also && { also }) };
}

/** Whether a place in YAML is one of a flow collection: a brace opens before it on its line. */
function isBetweenBraces(text: string, { start }: Span): boolean {
  const line = text.slice(lineStart(text, start), start);
  return (line.match(/\{/g)?.length ?? 0) > (line.match(/\}/g)?.length ?? 0);
}

/** The comma that the member before lacks. */
function commaBefore(text: string, start: number): TextEdit | undefined {
  const before = text.slice(0, start).trimEnd();
  if (before === "" || /[{[,:]$/.test(before) || before.endsWith("*/")) return undefined;
  return { span: { start: before.length, end: before.length }, newText: "," };
}

/** A value in its notation, on one line. */
export function inline({ notation }: Pick<Document, "notation">, value: Json): string {
  return typeof value === "string" ? notation.quote(value) : JSON.stringify(value);
}
