import type { ArrayNode, ObjectNode } from "../node.ts";

type Collection = ObjectNode | ArrayNode;

/** Remembers what `read` finds at each collection of a text: the fixes of one version look at the same lists often. */
export function keptByNode<T>(read: (text: string, node: Collection) => T): (text: string, node: Collection) => T {
  const known = new WeakMap<Collection, { readonly text: string; readonly found: T }>();
  return (text, node) => {
    const earlier = known.get(node);
    if (earlier && earlier.text === text) return earlier.found;
    const found = read(text, node);
    known.set(node, { text, found });
    return found;
  };
}
