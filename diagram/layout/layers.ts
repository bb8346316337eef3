import type { Level } from "./level-model.ts";

/**
 * The layer of each node: one below the lowest node that leads to it, two where the edge has a label, which stands between
 * them. Edges that close a loop don't count, nor do edges from states that the start doesn't lead to into those it does.
 */
export function assignLayers({ nodes, edges, topological, hasStart }: Level): readonly number[] {
  // What the start doesn't lead to begins beside the first state, not beside the start.
  const layers = nodes.map(({ group }): number => (hasStart && group > 0 ? 1 : 0));
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
  return layers;
}
