import { type Element, elementAt, type Grid } from "./grid.ts";

/**
 * The branches of a Choice stand from left to right as in the source. Not doing so is as bad as a crossing, unless a branch
 * comes to stand beside another one that leads to the same state.
 */
export function isOutOfOrder(grid: Grid, left: Element, right: Element): boolean {
  if (left.kind === "node" && right.kind === "node") return isAside(grid, left) && !isAside(grid, right);
  return left.time > right.time && areBranches(grid, left, right) && !joins(grid, left, right);
}

const isAside = ({ level }: Grid, { node }: Element): boolean => level.nodes[node]?.aside === true;

/** How many neighbouring branches are out of order. */
export function outOfOrder(grid: Grid): number {
  let found = 0;
  for (const layer of grid.order) {
    const last = new Map<number, Element>();
    let aside = 0;
    for (const id of layer) {
      const element = elementAt(grid, id);
      if (element.kind === "node") {
        if (isAside(grid, element)) aside++;
        else found += aside;
        continue;
      }
      const source = grid.level.edges[element.edge]?.from;
      if (element.kind !== "label" || source === undefined) continue;
      const before = last.get(source);
      if (before && isOutOfOrder(grid, before, element)) found++;
      last.set(source, element);
    }
  }
  return found;
}

export function areBranches({ level }: Grid, a: Element, b: Element): boolean {
  if (a.kind !== "label" || b.kind !== "label" || a === b) return false;
  const [one, other] = [level.edges[a.edge], level.edges[b.edge]];
  return one !== undefined && one.from === other?.from && one.stream === "flow" && other.stream === "flow";
}

/** Layers with more elements than this are not looked through for every pair. */
const MANY = 500;

/** Whether `early`, though later in the source, belongs beside a branch before `late`; or `late` beside one after `early`. */
function joins(grid: Grid, early: Element, late: Element): boolean {
  const layer = grid.order[early.layer] ?? [];
  for (const id of layer.length < MANY ? layer : []) {
    const other = elementAt(grid, id);
    if (other === early || other === late || !areBranches(grid, other, early)) continue;
    const target = grid.level.edges[other.edge]?.to;
    if (other.time < late.time && target === grid.level.edges[early.edge]?.to) return true;
    if (other.time > early.time && target === grid.level.edges[late.edge]?.to) return true;
  }
  return false;
}
