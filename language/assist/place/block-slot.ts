import { cursorAt, type Step, type SyntaxNode } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import { type Document, lineEnd, lineStart } from "../document.ts";
import type { Slot } from "./slot.ts";

/** A line of YAML that says nothing yet but where it stands: blanks, dashes, and perhaps the beginning of a word. */
interface OpenLine {
  /** The column at which its word begins. */
  readonly column: number;
  readonly hasDash: boolean;
  readonly word: Span;
}

/**
 * The slot of a line that is blank or holds a single word: nothing of it is in the tree, so its indentation tells what
 * it belongs to. Undefined on other lines, and within brackets and block scalars.
 */
export function blockSlot(document: Document, offset: number): Slot | undefined {
  const { text, tree, notation } = document;
  const line = openLine(text, offset);
  if (!line || isEnclosed(text, tree.root, offset)) return undefined;
  const { word } = line;
  // A word without its colon spoils the lines around it: the text is read without it.
  const isBlank = word.start === word.end;
  const root = isBlank ? tree.root : notation.parse(blanked(text, word)).root;
  const found = descend(root, text, line, offset);
  return found && { root, ...found, span: word, isBlock: true };
}

function openLine(text: string, offset: number): OpenLine | undefined {
  const [start, end] = [lineStart(text, offset), lineEnd(text, offset)];
  const match = /^( *)((?:- +)*)([^\s:#{}[\],&*!|>%@`-][^:#{}[\],]*?)?[ \t]*$/.exec(text.slice(start, end));
  const [, blanks = "", dashes = "", word = ""] = match ?? [];
  const wordStart = start + blanks.length + dashes.length;
  if (!match || (word !== "" && (offset < wordStart || offset > wordStart + word.length))) return undefined;
  // On a blank line the cursor says how deep it is meant to be.
  if (word === "") return { column: offset - start, hasDash: dashes !== "", word: { start: offset, end: offset } };
  return {
    column: wordStart - start,
    hasDash: dashes !== "",
    word: { start: wordStart, end: wordStart + word.length },
  };
}

/** Whether a place lies within brackets, or within the text of a block scalar or of a quoted one. */
function isEnclosed(text: string, root: SyntaxNode, offset: number): boolean {
  const { steps } = cursorAt(root, offset);
  return steps.some(({ node }) => {
    const isWithin = node.span.start < offset && offset < node.span.end;
    if (node.kind === "string") return isWithin && /^[|>"']/.test(text[node.span.start] ?? "");
    return isWithin && /^[{[]/.test(text[node.span.start] ?? "");
  });
}

const blanked = (text: string, { start, end }: Span): string =>
  text.slice(0, start) + " ".repeat(end - start) + text.slice(end);

type Found = Pick<Slot, "steps" | "where" | "target">;

/** Goes from the root into what stands last before the line, as long as the line is indented deeper. */
function descend(root: SyntaxNode, text: string, line: OpenLine, offset: number): Found | undefined {
  const steps: Step[] = [];
  if (root.kind !== "object") return root.kind === "missing" ? { steps, where: "key" } : undefined;
  for (let node: SyntaxNode = root; ; ) {
    const next: Entered | undefined =
      node.kind === "array" ? intoItem(node.items, offset) : intoMember(node, text, line, offset);
    if (!next) return node.kind === "object" ? { steps: [...steps, { node }], where: "key", target: node } : undefined;
    steps.push({ node, ...next.step });
    const { value, step }: Entered = next;
    // An alias leads to a text elsewhere.
    if (value.span.start < (step.member?.key.span.start ?? 0)) return undefined;
    if (value.kind === "object" || value.kind === "array") node = value;
    else if (isNothing(value)) return { steps, where: line.hasDash ? "item" : "key" };
    else return undefined;
  }
}

interface Entered {
  readonly step: Omit<Step, "node">;
  readonly value: SyntaxNode;
}

function intoItem(items: readonly SyntaxNode[], offset: number): Entered | undefined {
  const index = items.findLastIndex(({ span }) => span.start <= offset);
  const value = items[index];
  return value && { step: { index }, value };
}

/** Undefined where the line is no deeper than the object's own fields: then it is one of them. */
function intoMember(node: SyntaxNode, text: string, { column }: OpenLine, offset: number): Entered | undefined {
  if (node.kind !== "object") return undefined;
  const own = node.members.filter(({ merged }) => !merged);
  const first = own[0]?.key.span.start ?? 0;
  if (column <= first - lineStart(text, first)) return undefined;
  const member = own.findLast(({ key }) => key.span.start < offset);
  return member && { step: { member }, value: member.value };
}

const isNothing = (node: SyntaxNode): boolean =>
  node.kind === "missing" || (node.kind === "literal" && node.value === null && node.span.start === node.span.end);
