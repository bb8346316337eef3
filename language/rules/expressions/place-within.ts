import type { EvaluatedText } from "../../model/index.ts";
import { type Member, type SyntaxNode, valueAt } from "../../syntax/index.ts";
import { pointer } from "../../text/index.ts";

/** Where the object stands that holds a member: below `root`, whose own place is `path`. */
export function placeOfHolder(member: Member, root: SyntaxNode | undefined, path: string): string {
  return placeWithin(root, path, (node) => node.kind === "object" && node.members.includes(member)) ?? path;
}

/** Where an evaluated text stands, as a JSON Pointer: `/States/A/Output/v`. */
export function placeOfText({ part, field, node: text }: EvaluatedText): string {
  const path = pointer(part.path, field);
  return placeWithin(valueAt(part.node, field), path, (node) => node === text) ?? path;
}

/** Iterative. */
function placeWithin(
  root: SyntaxNode | undefined,
  path: string,
  isWanted: (node: SyntaxNode) => boolean,
): string | undefined {
  const pending = root ? [{ node: root, path }] : [];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, path: place } = next;
    if (isWanted(node)) return place;
    if (node.kind === "array")
      for (const [index, item] of node.items.entries()) pending.push({ node: item, path: pointer(place, index) });
    if (node.kind === "object")
      for (const { key, value } of node.members) pending.push({ node: value, path: pointer(place, key.value) });
  }
  return undefined;
}
