import { derived, type Span, touches } from "../text/index.ts";
import { type Member, memberSpan, type ObjectNode, type SyntaxNode } from "./node.ts";

/** One step on the way from the root to a place: into a member of an object, or into an item of an array. */
export interface Step {
  readonly node: SyntaxNode;
  /** The member that was entered, where `node` is an object. */
  readonly member?: Member;
  /** The index that was entered, where `node` is an array. */
  readonly index?: number;
}

/** Where an offset lies in a tree. */
export interface Cursor {
  /** From the root to the innermost node; the last step enters nothing. */
  readonly steps: readonly Step[];
  readonly node: SyntaxNode;
  /** Set where the offset touches a field's name rather than a value; `node` is then the name's object. */
  readonly onKey?: Member;
}

/** Finds the innermost node whose text touches `offset`. Of two neighbours the one that begins there wins. */
export function cursorAt(root: SyntaxNode, offset: number): Cursor {
  const steps: Step[] = [];
  for (let node = root; ; ) {
    if (node.kind === "object") {
      const member = entered(node.members, offset);
      if (!member) return { steps: [...steps, { node }], node };
      steps.push({ node, member });
      if (touches(member.key.span, offset) && !startsAt(member.value, offset)) return { steps, node, onKey: member };
      if (!touches(member.value.span, offset)) return { steps, node };
      node = member.value;
    } else if (node.kind === "array") {
      const index = node.items.findLastIndex((item) => touches(item.span, offset));
      const item = node.items[index];
      if (!item) return { steps: [...steps, { node }], node };
      steps.push({ node, index });
      node = item;
    } else return { steps: [...steps, { node }], node };
  }
}

const startsAt = (node: SyntaxNode, offset: number): boolean => node.kind !== "missing" && node.span.start === offset;

function entered(members: readonly Member[], offset: number): Member | undefined {
  let around: Member | undefined;
  for (let index = members.length - 1; index >= 0; index--) {
    const member = members[index];
    if (!member || member.merged || member.key.span.start > offset) continue;
    if (touches(member.key.span, offset)) return member;
    if (!around && touches(extent(member), offset)) around = member;
  }
  return around;
}

/** A member whose value is missing reaches over the gap. */
function extent(member: Member): Span {
  const { start, end } = memberSpan(member);
  return { start, end: Math.max(end, member.value.span.end) };
}

/** All objects of a tree in document order, each once; without recursion. */
export const objectsOf = derived((root: SyntaxNode): readonly ObjectNode[] => {
  const found: ObjectNode[] = [];
  const stack: SyntaxNode[] = [root];
  let last = -1;
  for (let node = stack.pop(); node; node = stack.pop()) {
    const { start } = node.span;
    // What an alias or a merge key stands for comes from further up, and was found there.
    if (start < last) continue;
    last = start;
    if (node.kind === "object") {
      found.push(node);
      for (let i = node.members.length - 1; i >= 0; i--) pushContainer(stack, node.members[i]?.value);
    } else if (node.kind === "array") {
      for (let i = node.items.length - 1; i >= 0; i--) pushContainer(stack, node.items[i]);
    }
  }
  return found;
});

function pushContainer(stack: SyntaxNode[], node: SyntaxNode | undefined): void {
  if (node?.kind === "object" || node?.kind === "array") stack.push(node);
}
