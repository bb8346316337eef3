import { type Shift, type StringNode, shiftsOf, textOffset } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import { known, type Resolved, textOf } from "./resolved.ts";

/** A stretch of a text that is put together. */
export interface Piece {
  readonly text: string;
  /** Where it comes from: offsets in the document, side by side with the text up to the next one. Empty for empty texts. */
  readonly shifts: readonly Shift[];
  /** Set where the document doesn't hold the text, but something that it is worth. */
  readonly made?: { readonly span: Span; readonly resolved: Resolved };
}

/** What a placeholder's name stands for; undefined leaves the placeholder as it is. */
export type Lookup = (name: string) => Resolved | undefined;

/** A part of a string of the document, as it stands there. */
export function literalPiece(node: StringNode, from = 0, to = node.value.length): Piece {
  const text = node.value.slice(from, to);
  if (text === "") return { text, shifts: [] };
  const inner = shiftsOf(node).filter(({ inValue }) => from < inValue && inValue < to);
  const moved = inner.map(({ inValue, inText }) => ({ inValue: inValue - from, inText }));
  return { text, shifts: [{ inValue: 0, inText: textOffset(node, from) }, ...moved] };
}

/** A value in the place of what stands in the document at `span`. */
export function madePiece(resolved: Resolved, span: Span): Piece {
  const text = textOf(resolved);
  return { text, shifts: text === "" ? [] : [{ inValue: 0, inText: span.start }], made: { span, resolved } };
}

/** The pieces of a string around its placeholders. With `escapes`, `${!Name}` is worth `${Name}`, as in `Fn::Sub`. */
export function filledPieces(node: StringNode, lookup: Lookup, { escapes }: { readonly escapes: boolean }): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of node.value.matchAll(/\$\{([^{}]+)\}/g)) {
    const name = (match[1] ?? "").trim();
    const isEscaped = escapes && name.startsWith("!");
    const resolved = isEscaped ? known(`\${${name.slice(1)}}`) : lookup(name);
    if (!resolved) continue;
    const [from, to] = [match.index, match.index + match[0].length];
    const span = { start: textOffset(node, from), end: textOffset(node, to - 1) + 1 };
    if (from > end) pieces.push(literalPiece(node, end, from));
    pieces.push(madePiece(resolved, span));
    end = to;
  }
  if (end < node.value.length) pieces.push(literalPiece(node, end));
  return pieces;
}

/** The pieces as one string of the document. Offsets within what the document doesn't hold lie where it stands. */
export function joinedString(pieces: readonly Piece[], span: Span): StringNode {
  const shifts: Shift[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const { text, shifts: own } of pieces) {
    for (const { inValue, inText } of own) shifts.push({ inValue: length + inValue, inText });
    texts.push(text);
    length += text.length;
  }
  if (shifts.length === 0) shifts.push({ inValue: 0, inText: span.start });
  return { kind: "string", span, value: texts.join(""), shifts, plain: false };
}

/** What the pieces leave open, by name. */
export const unresolvedIn = (pieces: readonly Piece[]): readonly string[] =>
  pieces.flatMap(({ made }) => made?.resolved.unresolved ?? []);
