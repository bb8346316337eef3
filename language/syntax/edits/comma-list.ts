import type { Span, TextEdit } from "../../text/index.ts";
import { indentationOf, lineEndOf, lineStartOf, nextLineOf, skipBlanks, skipBlanksBack } from "./document-style.ts";
import type { MovedText } from "./edits.ts";

/** What stands between two commas: from its first to its last character that is no blank and no comment. */
export interface CommaEntry extends Span {
  /** Where the comma after it stands. */
  readonly comma?: number;
}

/** A list in brackets as it stands in the text: `{ "a": 1, "b": 2 }`, `[x, y]`. */
export interface CommaList {
  readonly open: number;
  readonly close: number;
  readonly entries: readonly CommaEntry[];
  readonly comments: readonly Span[];
}

/** The lexemes of JSON, one after the other: strings, comments, placeholders, brackets, blanks and the rest. */
export const JSON_LEXEMES =
  /"(?:[^"\\\r\n]|\\[^\r\n])*"?|\/\/[^\r\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|\$\{[^}\r\n]*\}?|[{}[\],]|\s+|[^\s{}[\],"/$]+|./sy;

/** The lexemes of YAML's flow style; a quote or a hash within a word is none. */
export const FLOW_LEXEMES =
  /(?<=[\s[{,:])"(?:[^"\\]|\\.)*"?|(?<=[\s[{,:])'(?:[^']|'')*'?|(?<=\s)#[^\r\n]*|[{}[\],]|\s+|(?:[^\s{}[\],:]|:(?!\s))+|./sy;

const isComment = (lexeme: string): boolean =>
  lexeme.startsWith("//") || lexeme.startsWith("/*") || lexeme.startsWith("#");

/** Reads the list whose bracket opens at `open`; undefined where it isn't closed. */
export function commaList(text: string, open: number, lexemes: RegExp): CommaList | undefined {
  const pattern = new RegExp(lexemes);
  const entries: CommaEntry[] = [];
  const comments: Span[] = [];
  let entry: { start: number; end: number } | undefined;
  let depth = 0;
  pattern.lastIndex = open + 1;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [lexeme] = match;
    const span = { start: match.index, end: pattern.lastIndex };
    const closes = lexeme === "}" || lexeme === "]";
    if (closes && depth === 0) {
      if (entry) entries.push(entry);
      return { open, close: span.start, entries, comments };
    }
    if (isComment(lexeme)) {
      if (depth === 0) comments.push(span);
    } else if (lexeme === "," && depth === 0) {
      if (!entry) return undefined;
      entries.push({ ...entry, comma: span.start });
      entry = undefined;
    } else if (lexeme.trim() !== "") {
      if (lexeme === "{" || lexeme === "[") depth++;
      if (closes) depth--;
      entry ??= { ...span };
      entry.end = span.end;
    }
  }
  return undefined;
}

/** Whether the entries of a list stand on lines of their own. */
export function isMultiline(text: string, { open, entries: [first, second] }: CommaList): boolean {
  if (!first) return false;
  return (
    text.slice(open, first.start).includes("\n") || (!!second && text.slice(first.end, second.start).includes("\n"))
  );
}

/** The end of what stands after a place on its line, where that is comments only; else the place itself. */
export function withLineComments(text: string, { comments }: CommaList, offset: number): number {
  let at = offset;
  for (;;) {
    const start = skipBlanks(text, at);
    const comment = comments.find((each) => each.start === start);
    if (!comment || text.slice(comment.start, comment.end).includes("\n")) break;
    at = comment.end;
  }
  return skipBlanks(text, at) === lineEndOf(text, at) ? at : offset;
}

/** Where an entry ends, with its comma. */
export const afterEntry = ({ end, comma }: CommaEntry): number => (comma === undefined ? end : comma + 1);

/** Adds written entries before the one at `index`. */
export function insertEntries(
  text: string,
  list: CommaList,
  index: number,
  written: readonly string[],
  { indent, lineBreak }: { readonly indent: string; readonly lineBreak: string },
): readonly TextEdit[] {
  const lines = isMultiline(text, list);
  const gap = lines ? lineBreak + indent : " ";
  const { entries, open } = list;
  const [first, before] = [entries[0], entries[index - 1]];
  const at = (offset: number, newText: string): TextEdit => ({ span: { start: offset, end: offset }, newText });
  if (!before) {
    const afterOpen = withLineComments(text, list, open + 1);
    if (lines && first && text.slice(open, first.start).includes("\n")) {
      return [at(afterOpen, written.map((each) => `${gap}${each},`).join(""))];
    }
    return [at(first?.start ?? open + 1, written.map((each) => `${each},${gap}`).join(""))];
  }
  const hasComma = before.comma !== undefined;
  const place = lines ? withLineComments(text, list, afterEntry(before)) : afterEntry(before);
  if (hasComma) return [at(place, written.map((each) => `${gap}${each},`).join(""))];
  const added = written.map((each) => gap + each).join(",");
  return place === before.end ? [at(place, `,${added}`)] : [at(before.end, ","), at(place, added)];
}

/** Adds the first entries to a list that has none, on lines of their own or on its line. */
export function fillList(
  text: string,
  list: CommaList,
  written: readonly string[],
  style: { readonly indent: string; readonly outer: string; readonly lineBreak: string; readonly lines: boolean },
): readonly TextEdit[] {
  const { open, close, comments } = list;
  const { indent, outer, lineBreak } = style;
  const start = comments.at(-1)?.end ?? open + 1;
  const endsLine = comments.length > 0 && text.slice(start, close).includes("\n");
  if (style.lines || endsLine) {
    const body = written.map((each) => lineBreak + indent + each).join(",");
    const closing = text.slice(start, close).includes("\n") ? "" : lineBreak + outer;
    const end = closing === "" ? start : close;
    return [{ span: { start, end }, newText: body + closing }];
  }
  const blank = text[open] === "{" ? " " : "";
  const body = `${start > open + 1 ? " " : blank}${written.join(", ")}${blank}`;
  return [{ span: { start, end: close }, newText: body }];
}

/** Deletes entries with their commas, and with comments that stand on their lines. */
export function removeEntries(text: string, list: CommaList, indexes: ReadonlySet<number>): readonly TextEdit[] {
  const { entries, open, close, comments } = list;
  const kept = entries.filter((_, index) => !indexes.has(index));
  if (kept.length === 0 && comments.length === 0) return [{ span: { start: open + 1, end: close }, newText: "" }];
  const spans: Span[] = [];
  for (const [index, entry] of entries.entries()) {
    if (indexes.has(index)) spans.push(...removed(text, list, index, entry));
  }
  const last = kept.at(-1);
  const end = entries.at(-1);
  if (last?.comma !== undefined && end?.comma === undefined) spans.push({ start: last.comma, end: last.comma + 1 });
  return united(spans).map((span) => ({ span, newText: "" }));
}

function removed(text: string, list: CommaList, index: number, entry: CommaEntry): readonly Span[] {
  const { start, end, comma } = entry;
  if (comma !== undefined && text.slice(end, comma).includes("\n")) {
    return [
      { start, end },
      { start: comma, end: comma + 1 },
    ];
  }
  const after = withLineComments(text, list, afterEntry(entry));
  const beginsLine = skipBlanks(text, lineStartOf(text, start)) === start;
  const endsLine = skipBlanks(text, after) === lineEndOf(text, after);
  if (beginsLine && endsLine) return [{ start: lineStartOf(text, start), end: nextLineOf(text, after) }];
  if (beginsLine) return [{ start, end: skipBlanks(text, after) }];
  const isFirst = index === 0;
  if (isFirst) return [{ start, end: skipBlanks(text, after, true) }];
  if (endsLine || index === list.entries.length - 1) return [{ start: skipBlanksBack(text, start), end: after }];
  return [{ start, end: skipBlanks(text, after) }];
}

/** Spans in order, those that touch or overlap as one. */
export function united(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else result.push(span);
  }
  return result;
}

/** Puts entries into another order: commas and blanks stay, comments travel with the entry that they stand above or beside. */
export function reorderEntries(
  text: string,
  list: CommaList,
  order: readonly number[],
  { indent, lineBreak }: { readonly indent: string; readonly lineBreak: string },
): readonly TextEdit[] {
  const pieces = list.entries.map((entry, index) => {
    const before = list.entries[index - 1];
    const start = withLineComments(text, list, before ? afterEntry(before) : list.open + 1);
    const lead = skipBlanks(text, start, true);
    const end = withLineComments(text, list, afterEntry(entry));
    const beside = text.slice(entry.end, entry.comma ?? entry.end) + text.slice(afterEntry(entry), end);
    return { gap: text.slice(start, lead), core: text.slice(lead, entry.end), beside, start, end };
  });
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return [];
  const body = order.map((from, to) => {
    const [slot, piece] = [pieces[to], pieces[from]];
    if (!slot || !piece) return "";
    const comma = list.entries[to]?.comma === undefined ? "" : ",";
    const isOpenComment = /(?:\/\/|#)[^\r\n]*$/.test(piece.beside) && !/^[ \t]*(?:\r?\n|$)/.test(text.slice(slot.end));
    return slot.gap + piece.core + comma + piece.beside + (isOpenComment ? lineBreak + indent : "");
  });
  return [{ span: { start: first.start, end: last.end }, newText: body.join("") }];
}

/** Neighbouring entries with the comments above and beside them, without the comma after them. */
export function entriesText(text: string, list: CommaList, first: number, last: number): MovedText | undefined {
  const [before, start, end] = [list.entries[first - 1], list.entries[first], list.entries[last]];
  if (!start || !end) return undefined;
  const lead = skipBlanks(text, withLineComments(text, list, before ? afterEntry(before) : list.open + 1), true);
  const after = withLineComments(text, list, afterEntry(end));
  const beside = text.slice(end.end, end.comma ?? end.end) + text.slice(afterEntry(end), after);
  const span = { start: lead, end: after };
  return { span, text: text.slice(lead, end.end) + beside, indent: indentationOf(text, lead) };
}
