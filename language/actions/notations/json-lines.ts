import { type ArrayNode, type ObjectNode, type SyntaxNode, toJson } from "../../syntax/index.ts";
import { haveComments, type PlacedComments, taken } from "./comments.ts";
import { type Entry, entriesOf, isCollection, isShort } from "./entry.ts";

/** The lines of a tree as JSON; the tree is at most 1,000 levels deep. */
export function jsonLines(root: SyntaxNode, comments: PlacedComments, text: string): readonly string[] {
  const lines: string[] = [];
  const comment = (indent: string, words: readonly string[] = []): void => {
    for (const each of words) lines.push(`${indent}//${each}`);
  };
  const beside = (at: number): string => {
    const words = taken(comments.beside, at);
    return words.length > 0 ? ` //${words.join(" ")}` : "";
  };

  function collection(node: ObjectNode | ArrayNode, indent: string, tail: string): void {
    const entries = entriesOf(node, text);
    const inner = `${indent}  `;
    for (const [index, each] of entries.entries()) {
      if (each.spaced && index > 0) lines.push("");
      comment(inner, taken(comments.above, each.at));
      entry(each, inner, index < entries.length - 1 ? "," : "");
    }
    comment(inner, taken(comments.within, node.span.start));
    lines.push(`${indent}${node.kind === "array" ? "]" : "}"}${tail}`);
  }

  function entry({ key, value, at }: Entry, indent: string, comma: string): void {
    const head = indent + (key === undefined ? "" : `${JSON.stringify(key)}: `);
    if (!isCollection(value) || isPlain(value)) lines.push(`${head}${plain(value)}${comma}${beside(at)}`);
    else {
      lines.push(`${head}${value.kind === "array" ? "[" : "{"}${beside(at)}`);
      collection(value, indent, comma);
    }
  }

  /** Whether a collection goes on one line. */
  function isPlain(node: ObjectNode | ArrayNode): boolean {
    const entries = entriesOf(node, text);
    if (comments.within.has(node.span.start)) return false;
    if (entries.length === 0) return true;
    const isList = node.kind === "array" && node.items.every((item) => !isCollection(item));
    const hasComments = haveComments(comments, entries);
    return !hasComments && (isShort(node, text, 60) || (isList && JSON.stringify(toJson(node)).length <= 60));
  }

  comment("", isCollection(root) ? undefined : comments.after);
  if (isCollection(root)) {
    lines.push(root.kind === "array" ? "[" : "{");
    collection(root, "", "");
    comment("", comments.after);
  }
  return lines;
}

/** A value on one line, with blanks as people write them. */
function plain(node: SyntaxNode): string {
  if (node.kind === "array") return `[${node.items.map((item) => JSON.stringify(toJson(item))).join(", ")}]`;
  if (node.kind !== "object" || node.members.length === 0) return JSON.stringify(toJson(node));
  const members = node.members.map(
    ({ key, value }) => `${JSON.stringify(key.value)}: ${JSON.stringify(toJson(value))}`,
  );
  return `{ ${members.join(", ")} }`;
}
