import {
  type Comment,
  type Member,
  notations,
  type Shift,
  type StringNode,
  type SyntaxNode,
  type SyntaxTree,
  shiftsOf,
} from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import { joinedString, type Piece } from "./piece.ts";

/**
 * The tree of a definition that stands as JSON text in a document, put together of pieces. Its spans are those of the
 * document: what the pieces have from there lies where it stands, everything else where its placeholder is.
 */
export function embeddedDefinition(pieces: readonly Piece[], span: Span): SyntaxTree {
  const text = joinedString(pieces, span);
  const { root, problems, comments } = notations.json.parse(text.value);
  const place = placeIn(text, pieces);
  return {
    root: moved(root, place),
    problems: problems.map((problem) => ({ ...problem, span: place.span(problem.span) })),
    comments: comments.map((comment): Comment => ({ ...comment, span: place.span(comment.span) })),
  };
}

/** Where the text's parts lie in the document. */
interface Place {
  span(span: Span): Span;
  shifts(node: StringNode): readonly Shift[];
}

function placeIn(text: StringNode, pieces: readonly Piece[]): Place {
  const { value } = text;
  const shifts = shiftsOf(text);
  const ends = endsOf(pieces);
  const last = (offset: number): number => lastAtMost(shifts, offset);
  const textAt = (offset: number): number => {
    const index = last(offset);
    const { inValue, inText } = shifts[index] ?? { inValue: 0, inText: 0 };
    return Math.min(inText + (offset - inValue), ends.get(inValue) ?? Number.POSITIVE_INFINITY);
  };
  return {
    span({ start, end }) {
      const from = textAt(Math.min(start, Math.max(0, value.length - 1)));
      // The end belongs to the last character: what follows may stand elsewhere.
      return { start: from, end: end > start ? Math.max(from, textAt(end - 1) + 1) : from };
    },
    shifts: (node) =>
      shiftsOf(node).flatMap(({ inValue, inText }, index, all) => {
        const length = (all[index + 1]?.inValue ?? node.value.length) - inValue;
        const [first, final] = [last(inText), last(inText + Math.max(0, length - 1))];
        const inner = shifts.slice(first + 1, final + 1);
        return [
          { inValue, inText: textAt(inText) },
          ...inner.map((shift) => ({ inValue: inValue + shift.inValue - inText, inText: shift.inText })),
        ];
      }),
  };
}

/** The last offset of the document that each made piece stands for, by the offset of its text. */
function endsOf(pieces: readonly Piece[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  let length = 0;
  for (const { text, made } of pieces) {
    if (made && text !== "") ends.set(length, Math.max(made.span.start, made.span.end - 1));
    length += text.length;
  }
  return ends;
}

/** The index of the last shift at or before an offset; the first where there is none. */
function lastAtMost(shifts: readonly Shift[], offset: number): number {
  let [low, high] = [0, shifts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((shifts[middle]?.inValue ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The same tree at other places. Iterative: containers are made first and filled later. */
function moved(root: SyntaxNode, place: Place): SyntaxNode {
  const pending: { readonly from: SyntaxNode; readonly to: SyntaxNode }[] = [];
  const move = (node: SyntaxNode): SyntaxNode => {
    const span = place.span(node.span);
    if (node.kind === "string") return { ...node, span, shifts: place.shifts(node) };
    if (node.kind !== "object" && node.kind !== "array") return { ...node, span };
    const to: SyntaxNode = node.kind === "object" ? { ...node, span, members: [] } : { ...node, span, items: [] };
    pending.push({ from: node, to });
    return to;
  };
  const result = move(root);
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { from, to } = next;
    if (from.kind === "array" && to.kind === "array") {
      for (const item of from.items) (to.items as SyntaxNode[]).push(move(item));
    } else if (from.kind === "object" && to.kind === "object") {
      for (const { key, value } of from.members) {
        const name = { ...key, span: place.span(key.span), shifts: place.shifts(key) };
        (to.members as Member[]).push({ key: name, value: move(value) });
      }
    }
  }
  return result;
}
