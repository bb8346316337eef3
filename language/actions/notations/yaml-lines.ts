import { type ArrayNode, notations, type ObjectNode, type SyntaxNode, toJson, yamlWriter } from "../../syntax/index.ts";
import { haveComments, type PlacedComments, taken } from "./comments.ts";
import { entriesOf, isCollection, isShort } from "./entry.ts";

/** The lines of a tree as YAML in block style; the tree is at most 1,000 levels deep. */
export function yamlLines(root: SyntaxNode, comments: PlacedComments, text: string): readonly string[] {
  const lines: string[] = [];
  const comment = (indent: string, words: readonly string[] = []): void => {
    for (const each of words) lines.push(`${indent}#${each}`);
  };
  const beside = (at: number): string => {
    const words = taken(comments.beside, at);
    return words.length > 0 ? ` #${words.join(" ")}` : "";
  };

  function collection(node: ObjectNode | ArrayNode, indent: string, start: string): void {
    // The first entry may share its line with the dash before it.
    let lead = start;
    for (const { key, value, at, spaced } of entriesOf(node, text)) {
      if (spaced && lines.length > 0 && lead === indent) lines.push("");
      const above = taken(comments.above, at);
      if (above.length > 0 && lead !== indent) lines.push(lead.trimEnd());
      if (above.length > 0) lead = indent;
      comment(indent, above);
      entry(
        `${lead}${key === undefined ? "-" : `${notations.yaml.quote(key)}:`}`,
        value,
        at,
        indent,
        key === undefined,
      );
      lead = indent;
    }
    comment(indent, taken(comments.within, node.span.start));
  }

  function entry(head: string, value: SyntaxNode, at: number, indent: string, inItem: boolean): void {
    const isEmpty = isCollection(value) && entriesOf(value, text).length === 0;
    if (!isCollection(value) || isEmpty || isFlow(value, comments, text)) {
      lines.push(head + scalar(value, indent, comments.beside.has(at)) + beside(at));
      if (isCollection(value)) comment(`${indent}  `, taken(comments.within, value.span.start));
      return;
    }
    const inner = `${indent}  `;
    const note = beside(at);
    if (inItem && note === "") collection(value, inner, `${head} `);
    else {
      lines.push(head + note);
      collection(value, inner, inner);
    }
  }

  /** What stands on the line of its key or dash. */
  const scalar = (value: SyntaxNode, indent: string, hasComment: boolean): string =>
    yamlWriter.member(toJson(value), indent.length, !hasComment);

  if (isCollection(root)) collection(root, "", "");
  comment("", comments.after);
  return lines;
}

/** Whether a collection goes on one line: a short list that stands on one. */
const isFlow = (node: ObjectNode | ArrayNode, comments: PlacedComments, text: string): boolean =>
  node.kind === "array" &&
  isShort(node, text, 60) &&
  !comments.within.has(node.span.start) &&
  !haveComments(comments, entriesOf(node, text));
