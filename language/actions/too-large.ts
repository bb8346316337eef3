import type { SyntaxNode } from "../syntax/index.ts";
import { derived } from "../text/index.ts";
import type { Document } from "./document.ts";

/** Half as much again as any definition may have. */
const MOST_CHARACTERS = 1_500_000;

/** Many times as deep as people nest: indentation alone would make such a text many times as large. */
const MOST_LEVELS = 200;

/**
 * Whether a text is too large, or nested too deeply, to be laid out, converted or rearranged while somebody waits: nothing
 * could deploy it.
 */
export const isTooLargeToRewrite = ({ text, tree }: Pick<Document, "text" | "tree">): boolean =>
  text.length > MOST_CHARACTERS || isTooDeep(tree.root);

/** Level by level; what several aliases stand for counts once a level. */
const isTooDeep = derived((root: SyntaxNode): boolean => {
  let level = new Set<SyntaxNode>([root]);
  for (let depth = 0; level.size > 0; depth++) {
    if (depth > MOST_LEVELS) return true;
    const inner = new Set<SyntaxNode>();
    for (const node of level) {
      if (node.kind === "array") for (const item of node.items) inner.add(item);
      if (node.kind === "object") for (const { value } of node.members) inner.add(value);
    }
    level = inner;
  }
  return false;
});
