import { type Arc, type Element, elementAt, type Grid } from "./grid.ts";

/** Which side of a node an edge leaves or enters at: -1 left, 1 right, 0 at the bottom and the top as usual. */
export type Side = -1 | 0 | 1;

/** How each loop leaves its source and enters its target. */
export interface LoopSides {
  readonly exit: ReadonlyMap<number, Side>;
  readonly entry: ReadonlyMap<number, Side>;
  /** Which sides are used at all: `exit 3 -1`, `entry 0 1`. */
  readonly used: ReadonlySet<string>;
  /** Arcs that aren't drawn, since their loop goes by the side. */
  readonly unused: ReadonlySet<Arc>;
}

/** Room between the label of a loop and the lane beside it. */
export const LABEL_TO_LANE = 12;

/** A loop leaves or enters at the side of a node where nothing stands between the node and the loop's lane. */
export function loopSides(grid: Grid): LoopSides {
  const [exit, entry] = [new Map<number, Side>(), new Map<number, Side>()];
  const [used, unused] = [new Set<string>(), new Set<Arc>()];
  for (const { loop, edge, path } of grid.chains) {
    if (!loop) continue;
    const [source, first] = [elementAt(grid, path[0] ?? 0), elementAt(grid, path[1] ?? 0)];
    const [target, last] = [elementAt(grid, path.at(-1) ?? 0), elementAt(grid, path.at(-2) ?? 0)];
    const [out, into] = [sideOf(grid, source, first), sideOf(grid, target, last)];
    exit.set(edge, out);
    entry.set(edge, into);
    used.add(`exit ${source.id} ${out}`).add(`entry ${target.id} ${into}`);
    for (const arc of first.below) if (out !== 0 && arc.node === source.id) unused.add(arc);
    for (const arc of last.above) if (into !== 0 && arc.node === target.id) unused.add(arc);
    if (first.kind === "label") reserve(grid, first, out);
  }
  return { exit, entry, used, unused };
}

function sideOf(grid: Grid, node: Element, lane: Element): Side {
  const distance = (grid.place[lane.id] ?? 0) - (grid.place[node.id] ?? 0);
  return distance === 1 || distance === -1 ? distance : 0;
}

/** A label on the way to the side stands between node and lane; else it stands on the lane. */
function reserve(grid: Grid, label: Element, side: Side): void {
  const width = grid.level.edges[label.edge]?.label?.width ?? 0;
  label.left = side === 1 ? width + LABEL_TO_LANE : side === 0 ? width / 2 : 0;
  label.right = side === -1 ? width + LABEL_TO_LANE : side === 0 ? width / 2 : 0;
}
