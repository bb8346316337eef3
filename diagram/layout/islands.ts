import type { Level, LevelEdge, LevelLayout, LevelNode, Point } from "./level-model.ts";

/** Room between the main part and what stands beside it, and between what stands there. */
const BESIDE = 56;
const BELOW = 32;

/** A column beside is at least as tall as this before the next one begins, px. */
const TALL = 1000;

/** Nodes that are connected with each other and with nothing else, as a level of its own. */
export interface Island {
  readonly level: Level;
  /** Their indexes in the whole level, and those of their edges. */
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}

/** The parts of a level without an edge between them: first the one with the level's first node, then by the walk. */
export function splitLevel(level: Level): readonly Island[] {
  const islandOf = islandNumbers(level);
  const members = new Map<number, number[]>();
  for (const [node, island] of islandOf.entries()) push(members, island, node);
  if (members.size < 2) return [];
  const edges = new Map<number, number[]>();
  for (const [index, { from }] of level.edges.entries()) push(edges, islandOf[from] ?? 0, index);
  const topological = new Map<number, number[]>();
  for (const node of level.topological) push(topological, islandOf[node] ?? 0, node);
  return [...members].map(([island, nodes]) =>
    islandLevel(level, nodes, edges.get(island) ?? [], topological.get(island) ?? []),
  );
}

/** The number of each node's island: the least index of a node in it. */
function islandNumbers({ nodes, edges }: Level): readonly number[] {
  const next = nodes.map((_, index) => index);
  const rootOf = (node: number): number => {
    let root = node;
    while (next[root] !== root) {
      next[root] = next[next[root] ?? 0] ?? 0;
      root = next[root] ?? 0;
    }
    return root;
  };
  for (const { from, to } of edges) {
    const [a, b] = [rootOf(from), rootOf(to)];
    next[Math.max(a, b)] = Math.min(a, b);
  }
  return nodes.map((_, index) => rootOf(index));
}

function push(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function islandLevel(
  level: Level,
  nodes: readonly number[],
  edges: readonly number[],
  topological: readonly number[],
): Island {
  const place = new Map(nodes.map((node, index) => [node, index]));
  const own = (node: number): number => place.get(node) ?? 0;
  return {
    nodes,
    edges,
    level: {
      nodes: nodes.flatMap((node): LevelNode | readonly LevelNode[] => level.nodes[node] ?? []),
      edges: edges.flatMap((index): readonly LevelEdge[] => {
        const edge = level.edges[index];
        return edge ? [{ ...edge, from: own(edge.from), to: own(edge.to) }] : [];
      }),
      topological: topological.map(own),
      hasStart: level.hasStart && nodes[0] === 0,
    },
  };
}

/** The main part, and right of it the others in columns from where the first state begins. */
export function besideEachOther(
  level: Level,
  main: Island,
  others: readonly Island[],
  layout: (level: Level) => LevelLayout,
): LevelLayout {
  const middle = layout(main.level);
  const nodes: Point[] = [];
  const edges: LevelLayout["edges"][number][] = [];
  const put = (island: Island, laidOut: LevelLayout, [left, top]: Point): void => {
    const moved = ([x, y]: Point): Point => [left + x, top + y];
    for (const [i, index] of island.nodes.entries()) nodes[index] = moved(laidOut.nodes[i] ?? [0, 0]);
    for (const [i, index] of island.edges.entries()) {
      const { points, label } = laidOut.edges[i] ?? { points: [] };
      edges[index] = { points: points.map(moved), ...(label && { label: moved(label) }) };
    }
  };
  put(main, middle, [0, 0]);
  const top = level.hasStart ? (middle.nodes[1]?.[1] ?? 0) : 0;
  let [right, bottom] = [middle.width, middle.height];
  for (const column of columnsOf(others, layout, Math.max(TALL, middle.height - top))) {
    const width = Math.max(...column.map(({ laidOut }) => laidOut.width));
    let y = top;
    for (const { island, laidOut } of column) {
      put(island, laidOut, [right + BESIDE + Math.round((width - laidOut.width) / 2), y]);
      y += laidOut.height + BELOW;
    }
    right += BESIDE + width;
    bottom = Math.max(bottom, y - BELOW);
  }
  return { width: right, height: bottom, nodes, edges };
}

interface LaidOut {
  readonly island: Island;
  readonly laidOut: LevelLayout;
}

function columnsOf(
  islands: readonly Island[],
  layout: (level: Level) => LevelLayout,
  tall: number,
): readonly (readonly LaidOut[])[] {
  const columns: LaidOut[][] = [];
  let height = Number.POSITIVE_INFINITY;
  for (const island of islands) {
    const laidOut = layout(island.level);
    if (height + laidOut.height > tall) {
      columns.push([]);
      height = 0;
    }
    columns.at(-1)?.push({ island, laidOut });
    height += laidOut.height + BELOW;
  }
  return columns;
}
