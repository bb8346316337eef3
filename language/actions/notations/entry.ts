import { type ArrayNode, type Member, memberSpan, type ObjectNode, type SyntaxNode } from "../../syntax/index.ts";

/** A member or an item, wherever it came from. */
export interface Entry {
  readonly key: string | undefined;
  readonly value: SyntaxNode;
  /** Where it begins in the text. */
  readonly at: number;
  /** Whether a blank line stands above it. */
  readonly spaced: boolean;
}

/** The members or items of a collection; of members with one name the last counts, as readers take it. */
export function entriesOf(node: ObjectNode | ArrayNode, text: string): readonly Entry[] {
  let before = node.span.start;
  const entry = (key: string | undefined, value: SyntaxNode, start: number, end: number): Entry => {
    const gap = start > before ? text.slice(before, start) : "";
    before = Math.max(before, end);
    return { key, value, at: start, spaced: /\n[ \t\r]*\n/.test(gap) };
  };
  if (node.kind === "array") return node.items.map((item) => entry(undefined, item, item.span.start, item.span.end));
  const last = new Map<string, Member>(node.members.map((member) => [member.key.value, member]));
  return node.members
    .filter((member) => last.get(member.key.value) === member)
    .map((member) => {
      const { start, end } = memberSpan(member);
      return entry(member.key.value, member.value, start, end);
    });
}

export const isCollection = (node: SyntaxNode): node is ObjectNode | ArrayNode =>
  node.kind === "object" || node.kind === "array";

/** Whether a collection stands on one line and is short, without comments in it. */
export function isShort(node: ObjectNode | ArrayNode, text: string, most: number): boolean {
  const { start, end } = node.span;
  if (end - start > most || text.slice(start, end).includes("\n")) return false;
  const inner = node.kind === "array" ? node.items : node.members.map(({ value }) => value);
  return inner.every((each) => !isCollection(each));
}
