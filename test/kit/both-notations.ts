import {
  type Notation,
  notationOf,
  notations,
  type ObjectNode,
  type Span,
  type SyntaxNode,
  textOffset,
  valueOffset,
} from "../../language/index.ts";
import type { Mark, MarkedText } from "./marks.ts";

/** One text in one notation; `name` is for the titles of tests. */
export interface Written extends MarkedText {
  readonly name: string;
  readonly notation: Notation;
}

/** A marked text as it stands, and the same in the other notation, with the marks at the same things. */
export function inBothNotations(written: MarkedText): readonly Written[] {
  const notation = notationOf(written.text);
  const other = notation.id === "json" ? notations.yaml : notations.json;
  return [
    { ...written, name: notation.id, notation },
    { ...twinOf(written, notation, other), name: `${other.id} twin`, notation: other },
  ];
}

/** Rewrites a text in another notation. Members keep their order, keys that stand twice included. */
export function twinOf({ text, marks }: MarkedText, from: Notation, to: Notation): MarkedText {
  const { root } = from.parse(text);
  const twin = to.id === "json" ? toJsonText(root, "") : toYamlText(root, "").replace(/^\n/, "");
  const { root: twinRoot } = to.parse(twin);
  return { text: twin, marks: marks.map((mark) => moved(mark, root, twinRoot)) };
}

function toJsonText(node: SyntaxNode, indent: string): string {
  const inner = `${indent}  `;
  if (node.kind === "object" && node.members.length > 0) {
    const members = node.members.map(
      ({ key, value }) => `${inner}${JSON.stringify(key.value)}: ${toJsonText(value, inner)}`,
    );
    return `{\n${members.join(",\n")}\n${indent}}`;
  }
  if (node.kind === "array" && node.items.length > 0) {
    return `[\n${node.items.map((item) => inner + toJsonText(item, inner)).join(",\n")}\n${indent}]`;
  }
  return scalarText(node);
}

/** In block style; a nested collection begins on a line of its own. */
function toYamlText(node: SyntaxNode, indent: string): string {
  const inner = `${indent}  `;
  if (node.kind === "object" && node.members.length > 0) {
    return node.members
      .map(({ key, value }) => `\n${indent}${notations.yaml.quote(key.value)}:${spaced(toYamlText(value, inner))}`)
      .join("");
  }
  if (node.kind === "array" && node.items.length > 0) {
    return node.items.map((item) => `\n${indent}-${spaced(toYamlText(item, inner))}`).join("");
  }
  return node.kind === "string" ? notations.yaml.quote(node.value) : scalarText(node);
}

const spaced = (text: string): string => (text.startsWith("\n") ? text : ` ${text}`);

function scalarText(node: SyntaxNode): string {
  if (node.kind === "string" || node.kind === "literal") return JSON.stringify(node.value);
  return node.kind === "array" ? "[]" : node.kind === "object" ? "{}" : "null";
}

/** The same thing's place in the twin: a value, a key, the beginning of an object, or a part of a text. */
function moved(mark: Mark, root: SyntaxNode, twin: SyntaxNode): Mark {
  const spans = (find: typeof exactSpan): readonly Span[] =>
    pairsOf(root, twin).flatMap(([node, counterpart]) => find(mark.span, node, counterpart) ?? []);
  const [begun] = spans(beginningSpan);
  const span = spans(exactSpan)[0] ?? begun ?? spans(partSpan)[0];
  if (!span)
    throw new Error(`the mark ${mark.code} at ${mark.span.start} to ${mark.span.end} stands at no key or value`);
  return { ...mark, span, ...(begun && { also: begun }) };
}

/** Every node and key with its counterpart. */
function pairsOf(root: SyntaxNode, twin: SyntaxNode): readonly (readonly [SyntaxNode, SyntaxNode])[] {
  const pairs: [SyntaxNode, SyntaxNode][] = [[root, twin]];
  for (const [node, counterpart] of pairs) {
    if (node.kind === "array" && counterpart.kind === "array") {
      for (const [index, item] of node.items.entries()) pairs.push([item, nth(counterpart.items, index)]);
    }
    if (node.kind !== "object" || counterpart.kind !== "object") continue;
    for (const [index, { key, value }] of node.members.entries()) {
      const other = nth(counterpart.members, index);
      pairs.push([key, other.key], [value, other.value]);
    }
  }
  return pairs;
}

const exactSpan = (span: Span, node: SyntaxNode, twin: SyntaxNode): Span | undefined =>
  same(span, node.span) ? twin.span : undefined;

function beginningSpan(span: Span, node: SyntaxNode, twin: SyntaxNode): Span | undefined {
  if (node.kind !== "object" || twin.kind !== "object" || node.members.length === 0) return undefined;
  return same(span, beginning(node)) ? beginning(twin) : undefined;
}

function partSpan(span: Span, node: SyntaxNode, twin: SyntaxNode): Span | undefined {
  if (node.kind !== "string" || twin.kind !== "string") return undefined;
  if (span.start < textOffset(node, 0) || span.end > node.span.end) return undefined;
  const [start, end] = [valueOffset(node, span.start), valueOffset(node, span.end)];
  return { start: textOffset(twin, start), end: textOffset(twin, end) };
}

const same = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

/** The brace of an object, or its first key where it needs no brace. */
function beginning({ span, members }: ObjectNode): Span {
  const first = members[0]?.key.span;
  return first?.start === span.start ? first : { start: span.start, end: span.start + 1 };
}

function nth<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error("the twin lacks a part");
  return item;
}
