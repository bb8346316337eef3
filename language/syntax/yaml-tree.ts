import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
} from "yaml";
import type { Diagnostic, Span } from "../text/index.ts";
import type { LiteralNode, Member, ObjectNode, StringNode, SyntaxNode } from "./node.ts";
import { MAX_DEPTH } from "./notation.ts";
import { scalarShifts } from "./yaml-scalar.ts";

/** Aliases may stand for this many nodes in all: a few lines of YAML can stand for billions. */
const MAX_ALIASED_NODES = 200_000;

interface Conversion {
  readonly text: string;
  readonly problems: Diagnostic[];
  /** Anchored nodes that are read completely. */
  readonly anchors: Map<string, Sized>;
  aliased: number;
  depth: number;
}

interface Sized {
  readonly node: SyntaxNode;
  readonly size: number;
}

/** The tree of a YAML document. The library bounds the nesting, and so does this (`MAX_DEPTH`). */
export function convertDocument(
  document: Document.Parsed,
  text: string,
): { readonly root: SyntaxNode; readonly problems: readonly Diagnostic[] } {
  const conversion: Conversion = { text, problems: [], anchors: new Map(), aliased: 0, depth: 0 };
  const { contents } = document;
  const isEmpty = !contents || (isScalar(contents) && contents.value === null && contents.source === "");
  const root = isEmpty ? missing(0, text.length) : convert(conversion, contents).node;
  return { root, problems: conversion.problems };
}

const missing = (start: number, end: number): SyntaxNode => ({ kind: "missing", span: { start, end } });

function report({ problems }: Conversion, span: Span, message: string, code = "yaml-syntax"): void {
  problems.push({ code, severity: "error", span, message });
}

function spanOf(node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

function convert(conversion: Conversion, node: Node): Sized {
  if (isAlias(node)) return convertAlias(conversion, node);
  const plain = convertUntagged(conversion, node);
  const sized = node.tag ? tagged(node, node.tag, plain) : plain;
  const { anchor } = node as { anchor?: string };
  if (anchor) conversion.anchors.set(anchor, sized);
  return sized;
}

function convertUntagged(conversion: Conversion, node: Node): Sized {
  if (isScalar(node)) return { node: convertScalar(conversion, node), size: 1 };
  const span = trimmed(conversion, spanOf(node));
  if (conversion.depth >= MAX_DEPTH) {
    const at = { start: span.start, end: Math.min(span.start + 1, span.end) };
    report(conversion, at, "Values are nested too deeply here: Step Functions can't read that.", "nesting-too-deep");
    return { node: missing(span.start, span.end), size: 1 };
  }
  conversion.depth++;
  const result = isSeq(node) ? convertSequence(conversion, node.items, span) : convertMap(conversion, node, span);
  conversion.depth--;
  return result;
}

/** A block collection's range reaches to the next token: its own text ends before the blanks. */
function trimmed({ text }: Conversion, { start, end }: Span): Span {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? "")) last--;
  return { start, end: last };
}

function convertSequence(conversion: Conversion, source: readonly unknown[], span: Span): Sized {
  const items: SyntaxNode[] = [];
  let size = 1;
  for (const item of source) {
    // `[a: b]` is a sequence of one-member maps.
    const sized = isPair(item) ? convertPairs(conversion, [item], span) : convert(conversion, item as Node);
    items.push(sized.node);
    size += sized.size;
  }
  return { node: { kind: "array", span, items }, size };
}

function convertMap(conversion: Conversion, node: Node, span: Span): Sized {
  return isMap(node) ? convertPairs(conversion, node.items, span) : { node: missing(span.start, span.end), size: 1 };
}

function convertPairs(conversion: Conversion, pairs: readonly Pair[], span: Span): Sized {
  const members: Member[] = [];
  let size = 1;
  for (const { key, value } of pairs as readonly Pair<Node | null, Node | null>[]) {
    const keyNode = convertKey(conversion, key, span);
    const afterKey = Math.min(keyNode.span.end + 1, conversion.text.length);
    const sized = value ? convert(conversion, value) : { node: nothing(afterKey), size: 1 };
    size += sized.size + 1;
    if (keyNode.plain && keyNode.value === "<<") members.push(...mergedMembers(conversion, sized.node, keyNode.span));
    else if (value && isAlias(value)) members.push(aliased(keyNode, sized.node, spanOf(value)));
    else members.push({ key: keyNode, value: sized.node });
  }
  return { node: { kind: "object", span, members: withoutOverridden(members) }, size };
}

/** An aliased value stands elsewhere: the member ends with the alias itself. */
function aliased(key: StringNode, value: SyntaxNode, { end }: Span): Member {
  return { key, value, span: { start: key.span.start, end: Math.max(key.span.end, end) } };
}

const nothing = (at: number): LiteralNode => ({ kind: "literal", span: { start: at, end: at }, value: null });

function convertKey(conversion: Conversion, key: Node | null, parent: Span): StringNode {
  const span = key ? spanOf(key) : { start: parent.start, end: parent.start };
  if (key && isScalar(key) && typeof key.value === "string") return convertString(conversion, key, key.value);
  const value = conversion.text.slice(span.start, span.end);
  return { kind: "string", span, value, shifts: undefined, plain: true };
}

function mergedMembers(conversion: Conversion, from: SyntaxNode, at: Span): Member[] {
  const sources = from.kind === "array" ? from.items : [from];
  const members: Member[] = [];
  for (const source of sources) {
    if (source.kind !== "object") {
      report(conversion, at, 'A merge key ("<<") takes an object, or a list of objects.');
      continue;
    }
    for (const candidate of source.members) {
      if (!members.some(({ key }) => key.value === candidate.key.value)) members.push({ ...candidate, merged: true });
    }
  }
  return members;
}

/** What an object says itself wins over what it merges. */
function withoutOverridden(members: readonly Member[]): readonly Member[] {
  if (!members.some(({ merged }) => merged)) return members;
  const own = new Set(members.filter(({ merged }) => !merged).map(({ key }) => key.value));
  return members.filter(({ merged, key }) => !merged || !own.has(key.value));
}

function convertAlias(conversion: Conversion, alias: Alias): Sized {
  const span = spanOf(alias);
  const target = conversion.anchors.get(alias.source);
  if (!target) {
    report(conversion, span, `No complete value before this place is anchored as "&${alias.source}".`);
    return { node: missing(span.start, span.end), size: 1 };
  }
  conversion.aliased += target.size;
  if (conversion.aliased > MAX_ALIASED_NODES) {
    report(conversion, span, `With "*${alias.source}" the aliases of this file stand for too many values.`);
    return { node: missing(span.start, span.end), size: 1 };
  }
  return target;
}

function convertScalar(conversion: Conversion, scalar: Scalar): SyntaxNode {
  const { value } = scalar;
  const span = spanOf(scalar);
  if (typeof value === "string") return convertString(conversion, scalar, value);
  if (typeof value === "boolean" || value === null) return { kind: "literal", span, value };
  if (typeof value === "number" && Number.isFinite(value)) return { kind: "literal", span, value };
  return convertString(conversion, scalar, conversion.text.slice(span.start, span.end));
}

function convertString(conversion: Conversion, scalar: Scalar, value: string): StringNode {
  const style = (scalar.type ?? "PLAIN") as Scalar.Type;
  const isBlock = style === "BLOCK_LITERAL" || style === "BLOCK_FOLDED";
  const span = isBlock ? trimmed(conversion, spanOf(scalar)) : spanOf(scalar);
  const shifts = isSideBySide(conversion.text, span, value, style)
    ? undefined
    : scalarShifts(conversion.text, span, value, style);
  return { kind: "string", span, value, shifts, plain: style === "PLAIN" };
}

/** Most scalars stand on one line without escapes: their text is their value. */
function isSideBySide(text: string, { start, end }: Span, value: string, style: Scalar.Type): boolean {
  if (style === "PLAIN") return end - start === value.length;
  return (
    (style === "QUOTE_DOUBLE" || style === "QUOTE_SINGLE") && end - start === value.length + 2 && text[end - 1] !== "\\"
  );
}

/** CloudFormation's short forms, `!GetAtt Table.Arn`, mean what their long forms mean: `{ "Fn::GetAtt": "Table.Arn" }`. */
function tagged(source: Node, tag: string, { node, size }: Sized): Sized {
  if (!/^![A-Z]/.test(tag)) return { node, size };
  const name = tag.slice(1);
  const value = name === "Ref" || name === "Condition" || name.startsWith("Fn::") ? name : `Fn::${name}`;
  const start = tagStart(source, node.span.start);
  const span = { start, end: node.span.end };
  const keySpan = { start, end: Math.min(start + tag.length, node.span.end) };
  const key: StringNode = {
    kind: "string",
    span: keySpan,
    value,
    shifts: [{ inValue: 0, inText: start }],
    plain: true,
  };
  const object: ObjectNode = { kind: "object", span, members: [{ key, value: node, span }] };
  return { node: object, size: size + 2 };
}

/** The tag stands before its value; only the source tokens know where. */
function tagStart(source: Node, fallback: number): number {
  const tokens = (source as { srcToken?: { start?: readonly { type: string; offset: number }[] } }).srcToken?.start;
  return tokens?.find((token) => token.type === "tag")?.offset ?? fallback;
}
