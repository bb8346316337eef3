/**
 * A node of the syntax tree that the library jsonata makes, as far as it is read here. `position` is the offset of the
 * end of the token that the node begins or is joined with.
 */
export interface JsonataNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  /** Of a path. */
  readonly steps?: readonly JsonataNode[];
  readonly keepSingletonArray?: boolean;
  /** Predicates, of a step of a path and of any other node. */
  readonly stages?: readonly Stage[];
  readonly predicate?: readonly Stage[];
  /** What `{…}` after a value groups it by. */
  readonly group?: { readonly lhs: readonly Pair[] };
  readonly tuple?: boolean;
  /** Names that `@$x` and `#$i` bind. */
  readonly focus?: string;
  readonly index?: string;
  readonly lhs?: JsonataNode | readonly Pair[];
  readonly rhs?: JsonataNode;
  readonly expression?: JsonataNode;
  readonly expressions?: readonly JsonataNode[];
  readonly procedure?: JsonataNode;
  readonly arguments?: readonly JsonataNode[];
  readonly body?: JsonataNode;
  /** Set for the lambdas that the library puts around tail calls. */
  readonly thunk?: boolean;
  readonly condition?: JsonataNode;
  readonly then?: JsonataNode;
  readonly else?: JsonataNode;
  readonly pattern?: JsonataNode;
  readonly update?: JsonataNode;
  readonly delete?: JsonataNode;
  readonly terms?: readonly { readonly expression: JsonataNode }[];
}

interface Stage {
  readonly type: string;
  readonly expr?: JsonataNode;
  readonly value?: unknown;
}

type Pair = readonly [JsonataNode, JsonataNode];

/** A node within another one. */
export interface Inner {
  readonly node: JsonataNode;
  /** Whether names in it belong to another value than names in the outer node: so for later steps and predicates. */
  readonly hasContext: boolean;
}

/** The nodes directly within a node, in no particular order. */
export function innerNodes(node: JsonataNode): readonly Inner[] {
  const found: Inner[] = [];
  const add = (inner: JsonataNode | undefined, hasContext = false): void => {
    if (inner) found.push({ node: inner, hasContext });
  };
  for (const [index, step] of node.steps?.entries() ?? []) add(step, index > 0);
  for (const { expr } of node.stages ?? []) add(expr, true);
  for (const { expr } of node.predicate ?? []) add(expr, true);
  for (const pair of node.group?.lhs ?? []) for (const inner of pair) add(inner, true);
  for (const { expression } of node.terms ?? []) add(expression, true);
  for (const inner of [node.pattern, node.update, node.delete]) add(inner, true);
  if (isPairs(node.lhs)) for (const pair of node.lhs) for (const inner of pair) add(inner);
  else if (node.type !== "bind") add(node.lhs);
  for (const inner of [node.rhs, node.expression, node.procedure, node.body]) add(inner);
  for (const inner of [node.condition, node.then, node.else]) add(inner);
  for (const inner of node.expressions ?? []) add(inner);
  if (node.type !== "lambda") for (const inner of node.arguments ?? []) if (inner.type !== "operator") add(inner);
  return found;
}

const isPairs = (lhs: JsonataNode["lhs"]): lhs is readonly Pair[] => Array.isArray(lhs);

/** Every node of a tree, outer before inner, with its depth, from 1. Iterative. */
export function nodesWithin(root: JsonataNode): readonly { readonly node: JsonataNode; readonly depth: number }[] {
  const found = [{ node: root, depth: 1 }];
  for (const { node, depth } of found)
    for (const inner of innerNodes(node)) found.push({ node: inner.node, depth: depth + 1 });
  return found;
}
