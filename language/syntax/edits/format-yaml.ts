import type { Span, TextEdit } from "../../text/index.ts";
import type { ArrayNode, ObjectNode, SyntaxNode } from "../node.ts";
import { type BlockList, blockList } from "./block-list.ts";
import { columnOf, lineEndOf, nextLineOf, skipBlanks } from "./document-style.ts";
import type { FormatOptions, Source } from "./edits.ts";

/** One line of the text. */
interface Line extends Span {
  readonly index: number;
  /** How far it moves to the right. */
  shift: number;
  /** Whether a member or an item begins it. */
  begins: boolean;
  /** Whether it goes on with a text of several lines, whose blanks may count. */
  inText: boolean;
  /** Whether it holds a comment only. */
  comment: boolean;
}

/**
 * The blanks of YAML's block style: levels are indented by the same number of columns, one blank stands behind colons and
 * dashes, no line ends with blanks, and blank lines stand alone. Flow style, comments and texts of several lines stay.
 */
export function formatYaml({ text, tree }: Source, { tabSize }: FormatOptions, range?: Span): readonly TextEdit[] {
  const lines = linesOf(text);
  const gaps: TextEdit[] = [];
  markTexts(tree.root, lines);
  for (const { span } of tree.comments) {
    const line = lineAt(lines, span.start);
    if (line && skipBlanks(text, line.start) === span.start && !line.inText) line.comment = true;
  }
  const unit = Math.max(1, Math.min(tabSize, 8));
  const pending: Placed[] = isCollection(tree.root) ? [{ node: tree.root, column: 0 }] : [];
  const done = new Set<SyntaxNode>();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const list = done.has(next.node) ? undefined : blockList(text, next.node);
    done.add(next.node);
    if (list)
      for (const [index, entry] of list.entries.entries())
        place({ text, lines, gaps, unit, pending }, next, list, index, entry);
  }
  shiftComments(text, lines);
  const edits = [...gaps, ...lines.flatMap((line, index) => lineEdits(text, lines, line, index))];
  return edits.filter(({ span }) => !range || (range.start <= span.end && span.start <= range.end));
}

interface Placed {
  readonly node: ObjectNode | ArrayNode;
  /** Where its members or items go. */
  readonly column: number;
}

interface Layout {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly gaps: TextEdit[];
  readonly unit: number;
  readonly pending: Placed[];
}

const isCollection = (node: SyntaxNode | undefined): node is ObjectNode | ArrayNode =>
  node?.kind === "object" || node?.kind === "array";

/** Moves the lines of one member or item, and plans what is in it. */
function place(layout: Layout, { node, column }: Placed, list: BlockList, index: number, entry: Span): void {
  const { text, lines, gaps, unit, pending } = layout;
  const shift = column - list.column;
  const first = lineAt(lines, entry.start);
  const last = lineAt(lines, entry.end);
  if (!first || !last) return;
  const beginsLine = skipBlanks(text, first.start) === entry.start || text.startsWith("\uFEFF");
  for (let at = first.index; at <= last.index; at++) {
    const line = lines[at];
    if (!line || (line === first && !beginsLine)) continue;
    line.shift = shift;
    if (line === first) line.begins = true;
  }
  const own = node.kind === "object" ? node.members.filter(({ merged }) => !merged)[index] : undefined;
  const value = own ? own.value : node.kind === "array" ? node.items[index] : undefined;
  const mark = own ? skipBlanks(text, own.key.span.end) : entry.start;
  const afterMark = mark + 1;
  const gapEnd = skipBlanks(text, afterMark);
  // In a broken text a key may lack its colon: the next one belongs to another key.
  const isMarked = !own || text[mark] === ":";
  const isWide = isMarked && gapEnd - afterMark > 1 && gapEnd < lineEndOf(text, afterMark) && text[gapEnd] !== "#";
  if (isWide) gaps.push({ span: { start: afterMark, end: gapEnd }, newText: " " });
  if (!isCollection(value) || value.span.start < entry.start || value.span.end > entry.end) return;
  if (!own) pending.push({ node: value, column: column + 2 });
  else {
    const isFlush = value.kind === "array" && columnOf(text, value.span.start) <= list.column;
    pending.push({ node: value, column: isFlush ? column : column + unit });
  }
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; ; ) {
    const next = nextLineOf(text, start);
    lines.push({
      index: lines.length,
      start,
      end: lineEndOf(text, start),
      shift: 0,
      begins: false,
      inText: false,
      comment: false,
    });
    if (next === text.length || next === start) {
      if (next === text.length && text.endsWith("\n") && next !== start) {
        lines.push({
          index: lines.length,
          start: next,
          end: next,
          shift: 0,
          begins: false,
          inText: false,
          comment: false,
        });
      }
      return lines;
    }
    start = next;
  }
}

/** The line that holds an offset, by halving. */
function lineAt(lines: readonly Line[], offset: number): Line | undefined {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return lines[low];
}

function markTexts(root: SyntaxNode, lines: readonly Line[]): void {
  const pending: SyntaxNode[] = [root];
  const seen = new Set<SyntaxNode>();
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "array") pending.push(...node.items);
    if (node.kind === "object") for (const { key, value } of node.members) pending.push(key, value);
    if (node.kind !== "string") continue;
    const first = lineAt(lines, node.span.start);
    for (let at = first ? first.index + 1 : lines.length; at < lines.length; at++) {
      const line = lines[at];
      if (!line || line.start >= node.span.end) break;
      line.inText = true;
    }
  }
}

/** Comments stand where the line does that they stood level with: the next one, else the one before. */
function shiftComments(text: string, lines: readonly Line[]): void {
  const isContent = (line: Line): boolean => !line.comment && text.slice(line.start, line.end).trim() !== "";
  const columnAt = (line: Line): number => skipBlanks(text, line.start) - line.start;
  let after: Line | undefined;
  for (const line of lines.toReversed()) {
    if (isContent(line)) after = line;
    else if (line.comment && after) line.shift = after.shift;
    if (line.comment) line.begins = after !== undefined && columnAt(after) === columnAt(line);
  }
  let before: Line | undefined;
  for (const line of lines) {
    if (isContent(line)) before = line;
    else if (line.comment && !line.begins && before && columnAt(before) === columnAt(line)) line.shift = before.shift;
  }
}

function lineEdits(text: string, lines: readonly Line[], line: Line, index: number): readonly TextEdit[] {
  const { start, end, shift, inText } = line;
  const content = Math.min(skipBlanks(text, start), end);
  if (content === end) return inText ? [] : blankEdits(text, lines, line, index);
  const edits: TextEdit[] = [];
  const isBom = start === 0 && text.startsWith("\uFEFF");
  const wanted = Math.max(0, content - start + shift);
  if (wanted !== content - start && !isBom) edits.push({ span: { start, end: content }, newText: " ".repeat(wanted) });
  const trimmed = start + text.slice(start, end).trimEnd().length;
  const goesOn = lines[index + 1]?.inText ?? false;
  if (trimmed < end && !inText && !goesOn) edits.push({ span: { start: trimmed, end }, newText: "" });
  return edits;
}

/** Of several blank lines one is left, and none at the end. */
function blankEdits(text: string, lines: readonly Line[], { start, end }: Line, index: number): readonly TextEdit[] {
  const before = lines[index - 1];
  const isRepeated = before !== undefined && text.slice(before.start, before.end).trim() === "" && !before.inText;
  const next = nextLineOf(text, start);
  if ((isRepeated || next === text.length) && next > start && !lines[index + 1]?.inText)
    return [{ span: { start, end: next }, newText: "" }];
  return start < end ? [{ span: { start, end }, newText: "" }] : [];
}
