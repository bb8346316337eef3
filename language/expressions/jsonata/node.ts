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
  const same = [...plainParts(node), ...(node.steps?.slice(0, 1) ?? [])];
  const stages = [...(node.stages ?? []), ...(node.predicate ?? [])];
  const other = [
    ...(node.steps?.slice(1) ?? []),
    ...stages.flatMap(({ expr }) => expr ?? []),
    ...(node.group?.lhs.flat() ?? []),
    ...(node.terms?.map(({ expression }) => expression) ?? []),
    ...[node.pattern, node.update, node.delete].flatMap((part) => part ?? []),
  ];
  return [
    ...same.map((part) => ({ node: part, hasContext: false })),
    ...other.map((part) => ({ node: part, hasContext: true })),
  ];
}

function plainParts(node: JsonataNode): readonly JsonataNode[] {
  if (node.type === "bind") return node.rhs ? [node.rhs] : [];
  const left = Array.isArray(node.lhs) ? (node.lhs as readonly Pair[]).flat() : [node.lhs as JsonataNode | undefined];
  const given = node.type === "lambda" ? [] : (node.arguments?.filter(({ type }) => type !== "operator") ?? []);
  const { rhs, expression, procedure, body, condition, then, else: otherwise } = node;
  const parts = [...left, rhs, expression, procedure, body, condition, then, otherwise];
  return [...parts.flatMap((part) => part ?? []), ...(node.expressions ?? []), ...given];
}

/** How deeply the nodes of a tree are nested. Iterative. */
export function depthOf(root: JsonataNode): number {
  let deepest = 0;
  const pending = [{ node: root, depth: 1 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    deepest = Math.max(deepest, next.depth);
    for (const { node } of innerNodes(next.node)) pending.push({ node, depth: next.depth + 1 });
  }
  return deepest;
}

/** Every node of a tree, outer before inner. Iterative. */
export function allNodes(root: JsonataNode): readonly JsonataNode[] {
  const found: JsonataNode[] = [];
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    found.push(node);
    for (const inner of innerNodes(node)) pending.push(inner.node);
  }
  return found;
}
