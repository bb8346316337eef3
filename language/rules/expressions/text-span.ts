import { type StringNode, textOffset } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";

/** Where a part of a string's value stands in the document; an empty part becomes the character that it stands at. */
export function spanInText(node: StringNode, { start, end }: Span): Span {
  const { value } = node;
  if (value === "") return node.span;
  const from = Math.min(start, value.length - 1);
  const to = Math.max(from + 1, Math.min(end, value.length));
  return { start: textOffset(node, from), end: textOffset(node, to) };
}
