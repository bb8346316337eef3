import { type Arc, type Element, elementAt, type Grid, type Segment } from "./grid.ts";

/** Nodes with so many edges each, and layers with so many arcs, are left as they are. */
const MANY_PAIRS = 100_000;
const MANY_ARCS = 300;

export function allCrossings(grid: Grid): number {
  let sum = 0;
  for (let layer = 0; layer < grid.order.length; layer++) {
    sum += crossingsBelow(grid, layer) + arcCrossings(grid, layer, "above") + arcCrossings(grid, layer, "below");
  }
  return sum;
}

/** How often segments cross between a layer and the next one. Those that share an end there don't. */
function crossingsBelow(grid: Grid, layer: number): number {
  const uppers = grid.order[layer] ?? [];
  const size = grid.order[layer + 1]?.length ?? 0;
  // Most layers of a chain.
  if (uppers.length < 2 || size < 2) return 0;
  const lowers: number[] = [];
  for (const id of uppers) {
    const { down } = elementAt(grid, id);
    const places = down.map(({ lower }) => grid.place[lower] ?? 0);
    if (places.length > 1) places.sort((a, b) => a - b);
    for (const place of places) lowers.push(place);
  }
  return inversions(lowers, size);
}

/** How often the arcs of a layer cross segments of what stands between their ends, and each other. */
function arcCrossings(grid: Grid, layer: number, side: "above" | "below"): number {
  const ids = grid.order[layer] ?? [];
  const arcs: Arc[] = [];
  for (const id of ids) for (const arc of elementAt(grid, id)[side]) if (arc.node === id) arcs.push(arc);
  let sum = 0;
  for (const [i, arc] of arcs.entries()) {
    const [start, end] = span(grid, arc);
    for (let place = start + 1; place < end; place++) sum += segmentsOf(grid.elements[ids[place] ?? -1], side).length;
    if (arcs.length < MANY_ARCS)
      for (const other of arcs.slice(i + 1)) if (interlace(span(grid, arc), span(grid, other))) sum++;
  }
  return sum;
}

export function segmentsOf(element: Element | undefined, side: "above" | "below"): readonly Segment[] {
  return (side === "above" ? element?.up : element?.down) ?? [];
}

export type Span = readonly [start: number, end: number];

/** The places of an arc's ends. */
export function span({ place }: Grid, { node, lane }: Arc): Span {
  const [a, b] = [place[node] ?? 0, place[lane] ?? 0];
  return a < b ? [a, b] : [b, a];
}

/** Whether two spans overlap without one being in the other; those that share an end don't. */
export function interlace([a, b]: Span, [c, d]: Span): boolean {
  return (a < c && c < b && b < d) || (c < a && a < d && d < b);
}

/** How many crossings fewer there would be if the right one of two neighbours stood left of the other. */
export function swapGain(grid: Grid, left: Element, right: Element): number {
  return (
    gain(grid, left.up, right.up, "upper") +
    gain(grid, left.down, right.down, "lower") +
    arcGain(grid, left, right, "above") +
    arcGain(grid, left, right, "below")
  );
}

function gain({ place }: Grid, left: readonly Segment[], right: readonly Segment[], end: "upper" | "lower"): number {
  if (left.length * right.length > MANY_PAIRS) return 0;
  let difference = 0;
  for (const a of left) {
    const inA = place[a[end]] ?? 0;
    for (const b of right) difference += Math.sign(inA - (place[b[end]] ?? 0));
  }
  return difference;
}

/** Crossings saved with arcs that end at one of the two: the other comes in between their ends, or gets out. */
function arcGain({ place }: Grid, left: Element, right: Element, side: "above" | "below"): number {
  const [ofLeft, ofRight] = [left[side], right[side]];
  if (ofLeft.length === 0 && ofRight.length === 0) return 0;
  const here = place[left.id] ?? 0;
  const ends = (element: Element, other: Element): readonly number[] =>
    element[side].flatMap(({ node, lane }) => {
      const end = node === element.id ? lane : node;
      return end === other.id ? [] : [place[end] ?? 0];
    });
  const [leftEnds, rightEnds] = [ends(left, right), ends(right, left)];
  let difference = 0;
  for (const end of leftEnds) difference += Math.sign(end - here) * segmentsOf(right, side).length;
  for (const end of rightEnds) difference += Math.sign(here - end) * segmentsOf(left, side).length;
  for (const a of leftEnds) {
    for (const b of rightEnds) {
      const crosses = (from: number, to: number): number => (interlace(sorted(from, a), sorted(to, b)) ? 1 : 0);
      difference += crosses(here, here + 1) - crosses(here + 1, here);
    }
  }
  return difference;
}

const sorted = (a: number, b: number): Span => (a < b ? [a, b] : [b, a]);

/** Pairs of a list of small whole numbers of which the first is larger: counted with a Fenwick tree. */
function inversions(values: readonly number[], size: number): number {
  const tree = new Int32Array(size + 1);
  let found = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    let notLarger = 0;
    for (let i = value + 1; i > 0; i -= i & -i) notLarger += tree[i] ?? 0;
    found += index - notLarger;
    for (let i = value + 1; i <= size; i += i & -i) tree[i] = (tree[i] ?? 0) + 1;
  }
  return found;
}
