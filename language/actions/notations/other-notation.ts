import { MAX_DEPTH, notations, type SyntaxNode } from "../../syntax/index.ts";
import type { Document } from "../document.ts";
import { isTooLargeToRewrite } from "../too-large.ts";
import { type PlacedComments, placedComments } from "./comments.ts";
import { jsonLines } from "./json-lines.ts";
import { yamlLines } from "./yaml-lines.ts";

/** A definition in the other notation, or why there is none. */
export type OtherNotation =
  | { readonly ok: true; readonly notation: "json" | "yaml"; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/** What a text may grow to: aliases of YAML stand for values that JSON has to repeat. */
const MAX_NODES = 300_000;

/** Writes JSON as YAML and YAML as JSON: the value, the order and the comments stay. */
export function inOtherNotation({ text, tree, notation }: Pick<Document, "text" | "tree" | "notation">): OtherNotation {
  const error = tree.problems.find(({ severity }) => severity === "error");
  if (error) return { ok: false, problem: `This text can't be read: ${error.message}` };
  if (tree.root.kind !== "object" && tree.root.kind !== "array")
    return { ok: false, problem: "There is nothing to convert yet." };
  if (isTooLargeToRewrite({ text, tree }) || isTooLarge(tree.root))
    return { ok: false, problem: "This text is too large to be converted." };
  const comments = placedComments(tree, text);
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const isJson = notation.id === "json";
  const lines = isJson ? yamlLines(tree.root, comments, text) : jsonLines(tree.root, comments, text);
  const written = lines.join("\n").replaceAll("\n", lineBreak) + lineBreak;
  return { ok: true, notation: isJson ? notations.yaml.id : notations.json.id, text: written };
}

/** Writing is recursive, within the levels that the service reads. */
function isTooLarge(root: SyntaxNode): boolean {
  const pending: { readonly node: SyntaxNode; readonly depth: number }[] = [{ node: root, depth: 0 }];
  let count = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, depth } = next;
    if (depth >= MAX_DEPTH || ++count > MAX_NODES) return true;
    const inner =
      node.kind === "array" ? node.items : node.kind === "object" ? node.members.map(({ value }) => value) : [];
    for (const each of inner) pending.push({ node: each, depth: depth + 1 });
  }
  return false;
}

export type { PlacedComments };
