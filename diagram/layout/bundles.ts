import { type Element, elementAt, type Grid, type Segment, setPlaces } from "./grid.ts";

/**
 * Joins lanes that run side by side to the same target into one, as far as they stay together: many catchers of one handler
 * become a bus. Loops join from their target downwards, all other edges from their target upwards.
 */
export function bundle(grid: Grid): void {
  const joined = new Map<number, number>();
  for (const layer of grid.order) joinLayer(grid, layer, joined, (a, b) => isOneLoop(grid, a, b));
  for (const layer of grid.order.toReversed()) joinLayer(grid, layer, joined, (a, b) => isOneWay(grid, a, b));
  if (joined.size === 0) return;
  for (const chain of grid.chains) chain.path = chain.path.map((id) => joined.get(id) ?? id);
}

function joinLayer(
  grid: Grid,
  layer: number[],
  joined: Map<number, number>,
  isSame: (a: Element, b: Element) => boolean,
): void {
  const kept: Element[] = [];
  for (const id of layer) {
    const [last, element] = [kept.at(-1), elementAt(grid, id)];
    if (last?.kind === "lane" && element.kind === "lane" && isSame(last, element)) {
      join(grid, last, element);
      joined.set(id, last.id);
    } else kept.push(element);
  }
  if (kept.length === layer.length) return;
  layer.length = 0;
  for (const { id } of kept) layer.push(id);
  setPlaces(grid, layer);
}

/** Whether two lanes go down to the same element, on the way to one target in one stream, both from reachable states or not. */
function isOneWay(grid: Grid, a: Element, b: Element): boolean {
  const [one, other] = [grid.level.edges[a.edge], grid.level.edges[b.edge]];
  if (!one || one.to !== other?.to || one.stream !== other.stream) return false;
  if (grid.level.nodes[one.from]?.group !== grid.level.nodes[other.from]?.group) return false;
  const isForward = ({ down, layer }: Element): boolean =>
    down.length === 1 && layer < elementAt(grid, grid.level.edges[a.edge]?.to ?? 0).layer;
  return isForward(a) && isForward(b) && a.down[0]?.lower === b.down[0]?.lower;
}

/** Whether two lanes of loops come up to the same lane, or are beside their common target. */
function isOneLoop({ level }: Grid, a: Element, b: Element): boolean {
  const [one, other] = [level.edges[a.edge], level.edges[b.edge]];
  if (!one || one.to !== other?.to || one.stream !== other.stream) return false;
  const [arcA, arcB] = [a.above[0], b.above[0]];
  if (arcA || arcB) return arcA !== undefined && arcA.node === arcB?.node && a.up.length === 0 && b.up.length === 0;
  return a.up.length === 1 && b.up.length === 1 && a.up[0]?.upper === b.up[0]?.upper;
}

/** Lets `keep` take over all segments and the place of `gone`. */
function join(grid: Grid, keep: Element, gone: Element): void {
  for (const segment of gone.up) take(keep.up, segment, (other) => other.upper === segment.upper, "lower", keep.id);
  for (const segment of gone.down) take(keep.down, segment, (other) => other.lower === segment.lower, "upper", keep.id);
  for (const segment of gone.up) if (segment.lower !== keep.id) drop(elementAt(grid, segment.upper).down, segment);
  for (const segment of gone.down) if (segment.upper !== keep.id) drop(elementAt(grid, segment.lower).up, segment);
  for (const side of ["above", "below"] as const) joinArcs(grid, keep, gone, side);
  for (const list of [gone.up, gone.down, gone.above, gone.below]) list.length = 0;
}

function joinArcs(grid: Grid, keep: Element, gone: Element, side: "above" | "below"): void {
  for (const arc of gone[side]) {
    const same = keep[side].find(({ node }) => node === arc.node);
    if (same) {
      for (const edge of arc.edges) same.edges.push(edge);
      drop(elementAt(grid, arc.node)[side], arc);
    } else {
      arc.lane = keep.id;
      keep[side].push(arc);
    }
  }
}

/** Moves a segment to the element that keeps, or adds its edges to the segment there that leads to the same place. */
function take(
  kept: Segment[],
  segment: Segment,
  isSame: (other: Segment) => boolean,
  end: "upper" | "lower",
  id: number,
): void {
  const same = kept.find(isSame);
  if (same) for (const edge of segment.edges) same.edges.push(edge);
  else {
    segment[end] = id;
    kept.push(segment);
  }
}

function drop<T>(list: T[], item: T): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}
