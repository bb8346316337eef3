import { isPlaceholder } from "../model/index.ts";
import { type StringNode, type SyntaxNode, textOffset } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";

/** A `${Name}` in a text of a definition. */
export interface Placeholder {
  readonly name: string;
  readonly span: Span;
}

/** Every placeholder of a definition, but for those in functions of CloudFormation. Iterative; in the order of the text. */
export function placeholdersIn(root: SyntaxNode): readonly Placeholder[] {
  const found: Placeholder[] = [];
  const pending: SyntaxNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === "string") for (const each of inText(node)) found.push(each);
    if (node.kind === "array") for (const item of node.items) pending.push(item);
    if (node.kind !== "object" || isPlaceholder(node)) continue;
    for (const { key, value } of node.members) {
      for (const each of inText(key)) found.push(each);
      pending.push(value);
    }
  }
  return found.toSorted((a, b) => a.span.start - b.span.start);
}

function inText(node: StringNode): readonly Placeholder[] {
  if (!node.value.includes("${")) return [];
  return [...node.value.matchAll(/\$\{([^{}!$]+)\}/g)].map(({ 0: all, 1: name = "", index }) => ({
    name: name.trim(),
    span: { start: textOffset(node, index), end: textOffset(node, index + all.length - 1) + 1 },
  }));
}
