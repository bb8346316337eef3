import type { GraphEdge, GraphLevel, GraphNode } from "../../language/index.ts";

/**
 * A level in the order in which a reader follows it from its start: rules in order, `Default`, `Next`, then catchers. The
 * order of the keys in the text has no part in it, so the same machine always gives the same picture.
 */
export interface Walk {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly WalkEdge[];
  /** When each node was first met; nodes and edges share one clock. */
  readonly times: readonly number[];
  /** 0 for what the start leads to; a number of its own for each further root and what it alone leads to. */
  readonly groups: readonly number[];
  /** The nodes such that forward edges within a group lead from earlier to later ones. */
  readonly topological: readonly number[];
}

/** An edge by the indexes of its nodes. */
export interface WalkEdge {
  readonly edge: GraphEdge;
  readonly from: number;
  readonly to: number;
  readonly time: number;
  /** Whether it leads back to a node on the way to it: it closes a loop. */
  readonly back: boolean;
}

interface Open {
  readonly node: number;
  readonly out: readonly GraphEdge[];
  next: number;
}

/** Iterative depth-first walk. */
export function walk(level: GraphLevel): Walk {
  const out = edgesBySource(level.edges);
  const byId = new Map(level.nodes.map((node) => [node.id, node]));
  const indexes = new Map<string, number>();
  const [nodes, edges, times, groups]: [GraphNode[], WalkEdge[], number[], number[]] = [[], [], [], []];
  const finished: number[][] = [];
  const open: Open[] = [];
  const onWay = new Set<number>();
  let clock = 0;

  function meet(id: string): number {
    const node = byId.get(id);
    const index = nodes.length;
    if (!node) return -1;
    indexes.set(id, index);
    nodes.push(node);
    times.push(clock++);
    groups.push(finished.length - 1);
    open.push({ node: index, out: out.get(id) ?? [], next: 0 });
    onWay.add(index);
    return index;
  }

  for (const root of roots(level, indexes)) {
    if (indexes.has(root.id)) continue;
    finished.push([]);
    meet(root.id);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const edge = top.out[top.next++];
      if (edge) {
        const time = clock++;
        const known = indexes.get(edge.to);
        const to = known ?? meet(edge.to);
        if (to >= 0) edges.push({ edge, from: top.node, to, time, back: known !== undefined && onWay.has(known) });
      } else {
        open.pop();
        onWay.delete(top.node);
        finished.at(-1)?.push(top.node);
      }
    }
  }
  return { nodes, edges, times, groups, topological: finished.flatMap((group) => group.toReversed()) };
}

function edgesBySource(edges: readonly GraphEdge[]): ReadonlyMap<string, readonly GraphEdge[]> {
  const found = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const own = found.get(edge.from);
    if (own) own.push(edge);
    else found.set(edge.from, [edge]);
  }
  return found;
}

/**
 * The start; of what isn't met from there what nothing leads to; then what is left, cycles that nothing leads into. By name,
 * not by place.
 */
function* roots({ nodes, edges }: GraphLevel, met: ReadonlyMap<string, number>): Iterable<GraphNode> {
  yield* nodes.filter(({ type }) => type === "start").sort(byName);
  const lost = nodes.filter(({ id }) => !met.has(id));
  if (lost.length === 0) return;
  const entered = new Set(edges.filter(({ from, to }) => from !== to).map(({ to }) => to));
  yield* lost.sort((a, b) => Number(entered.has(a.id)) - Number(entered.has(b.id)) || byName(a, b));
}

const byName = (a: GraphNode, b: GraphNode): number => compare(a.label, b.label) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
