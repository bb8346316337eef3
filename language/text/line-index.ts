import type { Span } from "./span.ts";

/** A place in a text, counted from 0; `character` in UTF-16 units, as LSP does. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and positions of one text. Lines end at `\n`, `\r\n` or a lone `\r`. */
export interface LineIndex {
  readonly lineCount: number;
  /** Offsets beyond the text count as its end. */
  position(offset: number): Position;
  /** Positions beyond a line's end count as its end (before the line break). */
  offset(position: Position): number;
  /** The span of a line without its line break; lines beyond the text are empty and at its end. */
  line(line: number): Span;
}

export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const startOf = (line: number): number => starts[line] ?? text.length;

  function line(index: number): Span {
    const start = startOf(index);
    let end = startOf(index + 1);
    if (end > start && text[end - 1] === "\n") end--;
    if (end > start && text[end - 1] === "\r") end--;
    return { start, end };
  }

  return {
    lineCount: starts.length,
    position(offset) {
      const bounded = Math.max(0, Math.min(offset, text.length));
      const index = lastAtMost(starts, bounded);
      return { line: index, character: bounded - startOf(index) };
    },
    offset({ line: index, character }) {
      if (index < 0) return 0;
      const { start, end } = line(index);
      return Math.min(start + Math.max(0, character), end);
    },
    line,
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** The index of the last element that is at most `value`; the elements ascend and the first is at most `value`. */
function lastAtMost(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
