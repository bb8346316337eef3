import type { Scalar } from "yaml";
import type { Span } from "../text/index.ts";
import type { Shift } from "./node.ts";

/**
 * Where each part of a YAML scalar's value stands in the text at `span`: past quotes, block headers, indentation,
 * escapes and folded line breaks. Value and text are walked side by side; a new shift begins wherever they part.
 */
export function scalarShifts(text: string, span: Span, value: string, style: Scalar.Type | undefined): Shift[] {
  const walk: Walk = { text, end: span.end, value, inText: span.start, inValue: 0, shifts: [] };
  if (style === "BLOCK_LITERAL" || style === "BLOCK_FOLDED") walkBlock(walk);
  else walkFlow(walk, style);
  pair(walk);
  return walk.shifts;
}

interface Walk {
  readonly text: string;
  readonly end: number;
  readonly value: string;
  readonly shifts: Shift[];
  inText: number;
  inValue: number;
}

/** Notes that value and text meet here. */
function pair({ shifts, inText, inValue, end }: Walk): void {
  const at = Math.min(inText, end);
  const last = shifts.at(-1);
  if (!last || last.inText + (inValue - last.inValue) !== at) shifts.push({ inValue, inText: at });
}

function walkBlock(walk: Walk): void {
  const { text, value, end } = walk;
  const headerEnd = text.indexOf("\n", walk.inText);
  walk.inText = headerEnd < 0 ? end : headerEnd + 1;
  const indent = blockIndent(text.slice(walk.inText, end), value);
  while (walk.inText < end && walk.inValue < value.length) {
    for (let blanks = 0; blanks < indent && text[walk.inText] === " "; blanks++) walk.inText++;
    pair(walk);
    while (walk.inText < end && text[walk.inText] === value[walk.inValue] && text[walk.inText] !== "\n") {
      walk.inText++;
      walk.inValue++;
    }
    if (text[walk.inText] === "\r") walk.inText++;
    if (text[walk.inText] !== "\n") break;
    // A folded line break became a space, or vanished where the next one is the value's line break.
    if (value[walk.inValue] === " " || value[walk.inValue] === "\n") {
      pair(walk);
      walk.inValue++;
    }
    walk.inText++;
  }
}

/** The block's own indentation: what its first line that isn't blank has more than the value's. */
function blockIndent(body: string, value: string): number {
  const blanks = (of: string): number => /^[ ]*(?=[^ \r\n])/m.exec(of)?.[0].length ?? 0;
  return Math.max(0, blanks(body) - blanks(value));
}

function walkFlow(walk: Walk, style: Scalar.Type | undefined): void {
  const { text, value, end } = walk;
  if (style !== "PLAIN") walk.inText++;
  pair(walk);
  while (walk.inText < end && walk.inValue < value.length) {
    const unit = text[walk.inText];
    if (unit === "\n" || unit === "\r" || (isBlank(unit) && lineEnds(text, walk.inText))) walkLineBreak(walk);
    else if (unit === "\\" && style === "QUOTE_DOUBLE") {
      const sequence = escapeLength(text, walk.inText);
      walk.inText += sequence.length;
      walk.inValue += sequence.decoded;
      pair(walk);
    } else {
      walk.inText += unit === "'" && style === "QUOTE_SINGLE" ? 2 : 1;
      walk.inValue++;
      pair(walk);
    }
  }
}

/** One line break became a space; of several, all but the first became line breaks. Blanks around them vanished. */
function walkLineBreak(walk: Walk): void {
  const breaks = /^[ \t]*(?:\r?\n[ \t]*)+/.exec(walk.text.slice(walk.inText, walk.end))?.[0] ?? " ";
  const lines = breaks.split("\n").length - 1;
  walk.inValue += Math.max(1, lines - 1);
  walk.inText += breaks.length;
  pair(walk);
}

const isBlank = (unit: string | undefined): boolean => unit === " " || unit === "\t";

function lineEnds(text: string, from: number): boolean {
  let at = from;
  while (isBlank(text[at])) at++;
  return text[at] === "\n" || text[at] === "\r";
}

/** The length of a double-quoted escape in the text, and of what it stands for (0 for an escaped line break). */
function escapeLength(text: string, at: number): { readonly length: number; readonly decoded: number } {
  const letter = text[at + 1];
  if (letter === "x") return { length: 4, decoded: 1 };
  if (letter === "u") return { length: 6, decoded: 1 };
  if (letter === "U") return { length: 10, decoded: Number.parseInt(text.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1 };
  if (letter !== "\n" && letter !== "\r") return { length: 2, decoded: 1 };
  const blanks = /^\\\r?\n[ \t]*/.exec(text.slice(at, at + 400));
  return { length: blanks?.[0].length ?? 2, decoded: 0 };
}
