import { isPlaceholder } from "../model/index.ts";
import type { Member, ObjectNode, StringNode, SyntaxNode } from "../syntax/index.ts";
import type { Json, Span } from "../text/index.ts";
import { makesText, textPieces } from "./joined-text.ts";
import { filledPieces, joinedString, type Lookup, type Piece, unresolvedIn } from "./piece.ts";
import type { Resolver } from "./resolved.ts";

/** A definition as the service gets it. */
export interface DeployedDefinition {
  /** Each node has the span of what stands in the document in its place. */
  readonly root: ObjectNode;
  /** What nothing here tells, by name, each once: `${Name}` stays in its place. */
  readonly unresolved: readonly string[];
}

interface Filling {
  readonly lookup: Lookup;
  /** Carries out CloudFormation's functions; undefined where the definition isn't part of a template. */
  readonly resolver: Resolver | undefined;
  readonly unresolved: Set<string>;
  /** What became of each node; undefined where it was taken away. */
  readonly done: Map<SyntaxNode, SyntaxNode | undefined>;
}

/**
 * Fills in what a deployment fills in: `${Name}` in texts, with or without quotes, and with a resolver the functions of
 * CloudFormation. What holds nothing of the kind is the same node as before. Iterative.
 */
export function deployedDefinition(root: ObjectNode, lookup: Lookup, resolver?: Resolver): DeployedDefinition {
  const filling: Filling = { lookup, resolver, unresolved: new Set(), done: new Map() };
  const { done, unresolved } = filling;
  const pending: SyntaxNode[] = [root];
  const opened = new Set<SyntaxNode>();
  for (let node = pending.at(-1); node; node = pending.at(-1)) {
    if (!opened.has(node)) {
      opened.add(node);
      for (const child of childrenOf(node, resolver)) pending.push(child);
    } else {
      pending.pop();
      if (!done.has(node)) done.set(node, filledNode(node, filling));
    }
  }
  const filled = done.get(root);
  return { root: filled?.kind === "object" ? filled : root, unresolved: [...unresolved] };
}

/** What must be filled before a node is. Functions take their arguments as they are written. */
function childrenOf(node: SyntaxNode, resolver: Resolver | undefined): readonly SyntaxNode[] {
  if (node.kind === "array") return node.items;
  if (node.kind !== "object") return [];
  if (!resolver || !isPlaceholder(node)) return node.members.map(({ value }) => value);
  const chosen = resolver.chosen(node);
  return chosen && chosen !== node ? [chosen] : [];
}

function filledNode(node: SyntaxNode, filling: Filling): SyntaxNode | undefined {
  if (node.kind === "string") return filledString(node, filling);
  if (node.kind === "array") return filledArray(node, filling);
  if (node.kind !== "object") return node;
  const { resolver } = filling;
  return resolver && isPlaceholder(node) ? functionValue(node, filling, resolver) : filledObject(node, filling);
}

function filledString(node: StringNode, filling: Filling): SyntaxNode {
  if (!node.value.includes("${")) return node;
  const pieces = filledPieces(node, filling.lookup, { escapes: false });
  if (!pieces.some(({ made }) => made)) return node;
  note(pieces, filling);
  const joined = joinedString(pieces, node.span);
  // Without quotes the filled text is read as whatever it looks like.
  return node.plain && pieces.length === 1 ? literalOf(joined) : joined;
}

function literalOf(node: StringNode): SyntaxNode {
  const { value, span } = node;
  if (value === "true" || value === "false") return { kind: "literal", span, value: value === "true" };
  return /^-?\d+(?:\.\d+)?$/.test(value) ? { kind: "literal", span, value: Number(value) } : node;
}

function note(pieces: readonly Piece[], { unresolved }: Filling): void {
  for (const name of unresolvedIn(pieces)) unresolved.add(name);
}

function filledArray(node: SyntaxNode & { readonly kind: "array" }, { done }: Filling): SyntaxNode {
  const items = node.items.flatMap((item) => done.get(item) ?? []);
  const isSame = items.length === node.items.length && items.every((item, index) => item === node.items[index]);
  return isSame ? node : { ...node, items };
}

function filledObject(node: ObjectNode, filling: Filling): ObjectNode {
  const members = node.members.flatMap((member): readonly Member[] => {
    const value = filling.done.get(member.value);
    if (!value) return [];
    const key = filledKey(member.key, filling);
    return key === member.key && value === member.value ? [member] : [{ ...member, key, value }];
  });
  const isSame = members.length === node.members.length && members.every((each, index) => each === node.members[index]);
  return isSame ? node : { ...node, members };
}

function filledKey(key: StringNode, filling: Filling): StringNode {
  const filled = filledString({ ...key, plain: false }, filling);
  return filled.kind === "string" && filled.value !== key.value ? { ...filled, plain: key.plain } : key;
}

function functionValue(node: ObjectNode, filling: Filling, resolver: Resolver): SyntaxNode | undefined {
  const chosen = resolver.chosen(node);
  if (chosen !== node) return chosen && filling.done.get(chosen);
  if (makesText(node)) {
    const pieces = textPieces(node, resolver);
    note(pieces, filling);
    return filledString(joinedString(pieces, node.span), filling);
  }
  const { value, unresolved } = resolver.resolve(node);
  for (const name of unresolved) filling.unresolved.add(name);
  return value === undefined ? undefined : nodeOf(value, node.span);
}

/** A value as a node, all of it at one place. The resolver bounds its depth. */
function nodeOf(value: Json, span: Span): SyntaxNode {
  if (typeof value === "string") return stringNode(value, span);
  if (typeof value !== "object" || value === null) return { kind: "literal", span, value };
  if (Array.isArray(value)) return { kind: "array", span, items: value.map((item: Json) => nodeOf(item, span)) };
  const entries: readonly (readonly [string, Json])[] = Object.entries(value);
  const members = entries.map(([key, held]) => ({ key: stringNode(key, span), value: nodeOf(held, span), span }));
  return { kind: "object", span, members };
}

function stringNode(value: string, span: Span): StringNode {
  return { kind: "string", span, value, shifts: [{ inValue: 0, inText: span.start }], plain: false };
}
