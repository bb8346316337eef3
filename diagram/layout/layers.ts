import type { Level } from "./level-model.ts";

/**
 * The layer of each node: one below the lowest node that leads to it, two where the edge has a label, which stands between
 * them. Edges that close a loop don't count, nor do edges from states that the start doesn't lead to into those it does.
 */
export function assignLayers(level: Level): readonly number[] {
  const { nodes, edges, topological } = level;
  const layers = nodes.map(() => 0);
  const out = nodes.map((): number[] => []);
  for (const [index, { from, to, back }] of edges.entries()) {
    if (!back && nodes[from]?.group === nodes[to]?.group) out[from]?.push(index);
  }
  for (const node of topological) {
    for (const index of out[node] ?? []) {
      const edge = edges[index];
      if (edge) layers[edge.to] = Math.max(layers[edge.to] ?? 0, (layers[node] ?? 0) + (edge.label ? 2 : 1));
    }
  }
  const first = firstLayers(level, layers);
  return layers.map((layer, node) => layer + (first.get(nodes[node]?.group ?? 0) ?? 0));
}

/**
 * Where each group begins. What the start doesn't lead to begins beside the first state, not beside the start; one such group
 * below the other, as a column, and never such that the label of an edge between groups would have no layer to stand in.
 */
function firstLayers({ nodes, edges, hasStart }: Level, layers: readonly number[]): ReadonlyMap<number, number> {
  const groupOf = (node: number): number => nodes[node]?.group ?? 0;
  const layerOf = (node: number): number => layers[node] ?? 0;
  const sizes = new Map<number, number>();
  for (const node of nodes.keys()) {
    sizes.set(groupOf(node), Math.max(sizes.get(groupOf(node)) ?? 0, layerOf(node) + 1));
  }
  const crossing = edges.filter(({ from, to, label }) => label && groupOf(from) !== groupOf(to));
  const first = new Map([[groupOf(0), 0]]);
  let next = hasStart ? 1 : 0;
  for (const [group, size] of [...sizes].sort(([a], [b]) => a - b)) {
    if (first.has(group)) continue;
    const taken = new Set<number>();
    for (const { from, to } of crossing) {
      const [above, below] = [first.get(groupOf(from)), first.get(groupOf(to))];
      if (groupOf(from) === group && below !== undefined) taken.add(below + layerOf(to) - 1 - layerOf(from));
      if (groupOf(to) === group && above !== undefined) taken.add(above + layerOf(from) + 1 - layerOf(to));
    }
    while (taken.has(next)) next++;
    first.set(group, next);
    next += size;
  }
  return first;
}
