import type { Span, TextEdit } from "../../text/index.ts";
import { type ArrayNode, memberSpan, type ObjectNode, type SyntaxNode } from "../node.ts";
import { united } from "./comma-list.ts";
import { columnOf, lineEndOf, lineStartOf, nextLineOf, skipBlanks, skipBlanksBack } from "./document-style.ts";
import type { MovedText } from "./edits.ts";

/** Members or items of YAML's block style: each from its key or dash to the end of its value's last line. */
export interface BlockList {
  readonly kind: "object" | "array";
  readonly entries: readonly Span[];
  /** In which column the keys or dashes stand. */
  readonly column: number;
}

/** The lines of a block collection; undefined where it is none, or is written oddly. */
export function blockList(text: string, node: ObjectNode | ArrayNode): BlockList | undefined {
  const { start } = node.span;
  const column = columnOf(text, start);
  if (!/^[ \t]*(?:[-?] +)*$/.test(text.slice(lineStartOf(text, start), start).replace("\uFEFF", ""))) return undefined;
  if (node.kind === "array") {
    const entries = itemSpans(text, node, column);
    return entries && { kind: "array", entries, column };
  }
  const own = node.members.filter(({ merged }) => !merged);
  if (
    own.some(
      (each) =>
        /[!&*?]/.test(text[each.key.span.start] ?? "") || isTagged(each.key.span, each.value.span, memberSpan(each)),
    )
  ) {
    return undefined;
  }
  if (own.some(({ key }) => columnOf(text, key.span.start) !== column)) return undefined;
  return {
    kind: "object",
    column,
    entries: own.map((each) => ({ start: each.key.span.start, end: endOf(text, memberSpan(each).end, each.value) })),
  };
}

/** CloudFormation's `!Ref X` is an object for us, whose key is no text of its own. */
const isTagged = (key: Span, value: Span, member: Span): boolean =>
  key.start === value.start && member.end > member.start;

function itemSpans(text: string, { span, items }: ArrayNode, column: number): readonly Span[] | undefined {
  const dashes: number[] = [];
  for (let line = lineStartOf(text, span.start); line < span.end; line = nextLineOf(text, line)) {
    const dash = line === lineStartOf(text, span.start) ? span.start : line + column;
    const before = line === lineStartOf(text, span.start) ? "" : text.slice(line, dash);
    if (before.trim() === "" && text[dash] === "-" && /^(?:\s|$)/.test(text.slice(dash + 1, dash + 2)))
      dashes.push(dash);
    if (nextLineOf(text, line) === text.length) break;
  }
  if (dashes.length !== items.length) return undefined;
  return dashes.map((start, index) => {
    const item = items[index];
    const next = dashes[index + 1] ?? span.end;
    const isHere = item && item.span.start > start && item.span.end <= next && item.kind !== "missing";
    if (item && isHere) return { start, end: Math.max(start + 1, endOf(text, item.span.end, item)) };
    const alias = /^-(?:\s+[&!]\S*)*\s+\*[^\s,[\]{}]+/.exec(text.slice(start, next));
    return { start, end: start + (alias?.[0].length ?? 1) };
  });
}

/** Where a value ends: blank lines at the end of a block scalar with `+` belong to it. */
function endOf(text: string, end: number, value: SyntaxNode): number {
  let leaf: SyntaxNode | undefined = value;
  while (leaf && (leaf.kind === "object" || leaf.kind === "array")) {
    leaf = leaf.kind === "object" ? leaf.members.findLast(({ merged }) => !merged)?.value : leaf.items.at(-1);
  }
  const isKept = leaf?.kind === "string" && leaf.span.end === end && /^[|>]\d?\+/.test(text.slice(leaf.span.start));
  if (!isKept) return end;
  let at = lineEndOf(text, end);
  for (let line = nextLineOf(text, at); line < text.length; line = nextLineOf(text, line)) {
    const lineEnd = lineEndOf(text, line);
    if (text.slice(line, lineEnd).trim() !== "") break;
    at = lineEnd;
    if (lineEnd === text.length) break;
  }
  return at;
}

/** Adds entries, written without indentation, before the one at `index`. */
export function insertLines(
  text: string,
  list: BlockList,
  index: number,
  written: readonly string[],
  lineBreak: string,
): readonly TextEdit[] {
  const { entries, column } = list;
  const gap = lineBreak + " ".repeat(column);
  const before = entries[index - 1];
  if (before) {
    const at = lineEndOf(text, before.end);
    return [{ span: { start: at, end: at }, newText: written.map((each) => gap + each).join("") }];
  }
  const first = entries[0];
  if (!first) return [];
  const line = lineStartOf(text, first.start);
  const ownLine = skipBlanks(text, line) === first.start;
  const lead = ownLine ? leadOf(text, first.start) : first.start;
  const at = lead === undefined ? first.start : lead;
  return [{ span: { start: at, end: at }, newText: written.map((each) => each + gap).join("") }];
}

/** Where comments begin that stand directly above a line; undefined where they are those of the whole document. */
function leadOf(text: string, offset: number): number | undefined {
  let lead = offset;
  for (let line = lineStartOf(text, offset); line > 0; ) {
    line = lineStartOf(text, line - 1);
    const content = skipBlanks(text, line);
    if (text[content] !== "#" && content !== lineEndOf(text, content)) return lead;
    if (text[content] === "#") lead = content;
  }
  return lead === offset ? offset : undefined;
}

/** Deletes entries with their lines, comments beside them included; others stay. `kept` tells what else the collection holds. */
export function removeLines(
  text: string,
  list: BlockList,
  indexes: ReadonlySet<number>,
  hasMore: boolean,
): readonly TextEdit[] {
  const { entries, kind } = list;
  const removed = entries.filter((_, index) => indexes.has(index));
  const first = entries[0];
  if (!first) return [];
  if (removed.length === entries.length && !hasMore) {
    const lines = removed.map((entry) => linesOf(text, entry));
    const empty = emptied(text, first, kind === "object" ? "{}" : "[]");
    return [empty, ...deletions(text, lines.slice(1), empty.span.end)];
  }
  const spans = removed.map((entry) => linesOf(text, entry));
  const floor = Math.max(0, ...entries.flatMap((entry, index) => (indexes.has(index) ? [] : [entry.end])));
  const isInline = skipBlanks(text, lineStartOf(text, first.start)) !== first.start;
  if (indexes.has(0) && isInline) {
    // The first entry shares its line with a dash: what comes next moves up to it.
    let last = first;
    for (let index = 1; index < entries.length && indexes.has(index); index++) {
      const entry = entries[index];
      if (!entry || skipBlanks(text, nextLineOf(text, last.end), true) !== entry.start) break;
      last = entry;
    }
    spans.push({ start: first.start, end: skipBlanks(text, nextLineOf(text, last.end), true) });
    spans.splice(0, 1);
  }
  return deletions(text, spans, floor);
}

const linesOf = (text: string, { start, end }: Span): Span => ({
  start: lineStartOf(text, start),
  end: nextLineOf(text, end),
});

/** Deletes spans; where the text ends without a line break, what is left before `end` ends without one too. */
function deletions(text: string, wanted: readonly Span[], floor: number): readonly TextEdit[] {
  const spans = [...united(wanted)];
  const last = spans.at(-1);
  if (last?.end === text.length && !text.endsWith("\n")) {
    let { start } = last;
    for (;;) {
      start = Math.max(skipBlanksBack(text, start, true), floor);
      const before = spans.at(-2);
      if (!before || before.end < start) break;
      spans.pop();
      start = before.start;
    }
    spans[spans.length - 1] = { start, end: last.end };
  }
  return spans.map((span) => ({ span, newText: "" }));
}

/** Puts an empty collection where the first entry stood; directly after its colon if nothing stands between. */
function emptied(text: string, first: Span, newText: string): TextEdit {
  const colon = skipBlanksBack(text, first.start, true);
  const lineEnd = lineEndOf(text, first.end);
  const end = /^[ \t]*#/.test(text.slice(first.end, lineEnd)) ? lineEnd : first.end;
  if (text[colon - 1] === ":") return { span: { start: colon, end }, newText: ` ${newText}` };
  // A sequence may stand in its key's column, where only dashes belong to it.
  const ownLine = skipBlanks(text, lineStartOf(text, first.start)) === first.start;
  return { span: { start: first.start, end }, newText: ownLine && newText === "[]" ? `  ${newText}` : newText };
}

/** Puts entries into another order: comments above and beside them travel along. Undefined where other things stand between. */
export function reorderLines(
  text: string,
  list: BlockList,
  order: readonly number[],
  lineBreak: string,
): readonly TextEdit[] | undefined {
  const indent = " ".repeat(list.column);
  const [head] = list.entries;
  if (!head) return [];
  const chunks: string[] = [];
  const ownLine = skipBlanks(text, lineStartOf(text, head.start)) === head.start;
  const start = ownLine ? (leadOf(text, head.start) ?? head.start) : head.start;
  let from = start;
  for (const entry of list.entries) {
    const lead = text.slice(from, entry.start);
    if (lead.split(/\r?\n/).some((line) => line.trim() !== "" && !line.trim().startsWith("#"))) return undefined;
    const end = lineEndOf(text, entry.end);
    chunks.push(text.slice(from, end));
    from = nextLineOf(text, end);
  }
  const last = list.entries.at(-1);
  const end = lineEndOf(text, last?.end ?? head.end);
  const body = order.map((index, slot) => {
    const chunk = chunks[index] ?? "";
    if (slot === 0) return chunk.replace(/^[ \t]*(?:\r?\n[ \t]*)*/, "");
    return index === 0 ? indent + chunk : chunk;
  });
  return [{ span: { start, end }, newText: body.join(lineBreak) }];
}

/** Neighbouring entries with the comments above and beside them. */
export function linesText(text: string, list: BlockList, first: number, last: number): MovedText | undefined {
  const [start, end] = [list.entries[first], list.entries[last]];
  if (!start || !end) return undefined;
  const isOwnLine = skipBlanks(text, lineStartOf(text, start.start)) === start.start;
  const before = list.entries[first - 1];
  const lead = isOwnLine ? Math.max(leadOf(text, start.start) ?? start.start, before?.end ?? 0) : start.start;
  const span = { start: lead, end: lineEndOf(text, end.end) };
  return { span, text: text.slice(span.start, span.end), indent: " ".repeat(list.column) };
}
