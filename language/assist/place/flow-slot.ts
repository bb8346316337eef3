import {
  type ArrayNode,
  type Cursor,
  cursorAt,
  memberSpan,
  type ObjectNode,
  type SyntaxNode,
} from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import { lineStart } from "../document.ts";
import type { Slot } from "./slot.ts";

/** The slot between brackets, or where something stands already. */
export function flowSlot(root: SyntaxNode, text: string, offset: number): Slot | undefined {
  const cursor = enclosingCursor(cursorAt(root, offset), text, offset);
  if (!cursor) return undefined;
  const { steps, node, onKey } = cursor;
  const here = { start: offset, end: offset };
  if (onKey && node.kind === "object") {
    return { root, steps, where: "key", target: node, member: onKey, span: upToCursor(text, onKey.key.span, offset) };
  }
  if (node.kind === "object") {
    const empty = memberWithoutValue(root, text, offset);
    if (empty) return { root, steps: empty.steps, where: "value", span: here };
    return { root, steps, where: "key", target: node, span: here };
  }
  if (node.kind === "array") return { root, steps, where: "item", span: here };
  if (node.kind === "missing" && steps.length < 2) return { root, steps: [], where: "key", span: here };
  const span =
    node.span.start === node.span.end || node.kind === "missing" ? here : upToCursor(text, node.span, offset);
  const around = steps.slice(0, -1);
  return { root, steps: around, where: around.at(-1)?.node.kind === "array" ? "item" : "value", node, span };
}

/** Beside its brackets an offset is outside an object or a list; undefined where nothing can be written there. */
function enclosingCursor(cursor: Cursor, text: string, offset: number): Cursor | undefined {
  const { steps, node, onKey } = cursor;
  if (onKey || !isBracketed(node, text)) return cursor;
  if (offset <= node.span.start) return undefined;
  if (offset < node.span.end || !isClosed(node, text)) return cursor;
  const around = steps.at(-2)?.node;
  if (!around || !isBracketed(around, text)) return undefined;
  // The collection around it reaches further, or isn't closed: it needs no second look.
  return { steps: [...steps.slice(0, -2), { node: around }], node: around };
}

type Collection = ObjectNode | ArrayNode;

function isBracketed(node: SyntaxNode, text: string): node is Collection {
  const bracket = text[node.span.start];
  return (node.kind === "object" && bracket === "{") || (node.kind === "array" && bracket === "[");
}

/** Without a bracket of its own a collection ends where what it holds ends. */
function isClosed(node: Collection, text: string): boolean {
  const last = node.kind === "object" ? node.members.at(-1) : node.items.at(-1);
  const lastEnd = !last
    ? node.span.start
    : "kind" in last
      ? last.span.end
      : Math.max(memberSpan(last).end, last.value.span.end);
  return lastEnd < node.span.end && text[node.span.end - 1] === (node.kind === "object" ? "}" : "]");
}

/** An unfinished string reaches to the end of its line: what stands after the cursor was there before. */
function upToCursor(text: string, { start, end }: Span, offset: number): Span {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") return { start, end };
  const isClosed = end - start >= 2 && text[end - 1] === quote;
  return { start, end: isClosed ? end : Math.max(offset, start + 1) };
}

/** The member whose colon stands before the cursor on the same line, and whose value is still missing. */
function memberWithoutValue(root: SyntaxNode, text: string, offset: number): Cursor | undefined {
  const colon = /[ \t]*:[ \t]*$/.exec(text.slice(lineStart(text, offset), offset));
  if (!colon) return undefined;
  const cursor = cursorAt(root, offset - colon[0].length);
  const value = cursor.onKey?.value;
  const isEmpty = value?.kind === "missing" || (value?.kind === "literal" && value.span.start === value.span.end);
  return isEmpty ? cursor : undefined;
}
