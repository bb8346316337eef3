import { interlace, segmentsOf, span } from "./crossings.ts";
import { type Arc, type Chain, type Element, elementAt, type Grid, type Segment, setPlaces } from "./grid.ts";
import { areBranches, isOutOfOrder } from "./source-order.ts";

/** What one crossing costs. All else decides between ways that cross equally often. */
const CROSSING = 1000;
/** To be out of the source's order beside a branch that leads to the same state; else that costs a crossing. */
const OUT_OF_ORDER = 40;
/** For each element between a loop's lane and its source or target: then it can't leave or enter at their sides. */
const BETWEEN = 12;
/** For a loop that goes up on the left. */
const ON_THE_LEFT = 6;
/** For each neighbour that the walk met earlier and that stands right of it, or later and left of it. */
const OFF_WALK = 2;
/** For each place that a lane goes to the side. */
const SIDEWAYS = 1;

/** Takes the lanes and labels of an edge that no other edge shares out of their layers. */
export function removeChain(grid: Grid, chain: Chain): void {
  for (const id of ownElements(grid, chain)) {
    const layer = grid.order[elementAt(grid, id).layer];
    if (!layer) continue;
    layer.splice(grid.place[id] ?? 0, 1);
    setPlaces(grid, layer);
  }
}

/**
 * Puts the lanes and labels of an edge into their layers where the edge crosses others least: the shortest way through all
 * places of all its layers, from top to bottom.
 */
export function insertChain(grid: Grid, chain: Chain): void {
  const elements = ownElements(grid, chain).map((id) => elementAt(grid, id));
  if (elements.length === 0 || elements.some(({ id }) => isPlaced(grid, id))) return;
  const downwards = elements.toSorted((a, b) => a.layer - b.layer);
  const steps: Step[] = [];
  for (const [i, element] of downwards.entries()) {
    const own = placeCosts(grid, chain, element);
    const before = steps.at(-1);
    steps.push(before ? cheapestStep(grid, downwards[i - 1]?.layer ?? 0, before.costs, own) : { costs: own, from: [] });
  }
  let place = indexOfLeast(steps.at(-1)?.costs ?? []);
  for (let i = downwards.length - 1; i >= 0; i--) {
    const element = downwards[i];
    const layer = element && grid.order[element.layer];
    if (layer) {
      layer.splice(place, 0, element.id);
      setPlaces(grid, layer);
    }
    place = steps[i]?.from[place] ?? 0;
  }
}

/** What it costs to get to each place of a layer, and from which place of the layer above one comes there for that. */
interface Step {
  readonly costs: readonly number[];
  readonly from: readonly number[];
}

/** Puts the lanes and labels of an edge that have no place yet at the right end of their layers. */
export function appendChain(grid: Grid, chain: Chain): void {
  for (const id of chain.path) {
    const layer = grid.order[elementAt(grid, id).layer];
    if (!layer || isPlaced(grid, id)) continue;
    grid.place[id] = layer.length;
    layer.push(id);
  }
}

/** The elements of a chain between its ends; none when it shares them with others. */
function ownElements(grid: Grid, chain: Chain): readonly number[] {
  const inner = chain.path.slice(1, -1);
  const isOwn = (id: number): boolean => {
    const { common, up } = elementAt(grid, id);
    return !common && up.every(({ edges }) => edges.length === 1);
  };
  return inner.every(isOwn) ? inner : [];
}

/**
 * From the costs of all places of a layer to those of the next one: a piece that goes from one place to another crosses what
 * leads from its left to its right, and the other way round. The chain's own elements are not in the layers at this time.
 */
function cheapestStep(grid: Grid, layer: number, before: readonly number[], own: readonly number[]): Step {
  const ends = endsBetween(grid, layer);
  const [last, columns] = [own.length - 1, own.length];
  const lowest = (before.length - 1) * columns;
  const [across, down] = [1 / Math.max(1, before.length - 1), 1 / Math.max(1, last)];
  const costs: number[] = [];
  const from: number[] = [];
  for (let to = 0; to <= last; to++) {
    const lowerLeft = ends[lowest + to] ?? 0;
    let [best, bestFrom] = [Number.POSITIVE_INFINITY, 0];
    for (let place = 0; place < before.length; place++) {
      const row = place * columns;
      const crossed = (ends[row + last] ?? 0) + lowerLeft - 2 * (ends[row + to] ?? 0);
      const sum = (before[place] ?? 0) + crossed * CROSSING + Math.abs(place * across - to * down) * SIDEWAYS;
      if (sum < best) {
        best = sum;
        bestFrom = place;
      }
    }
    costs.push(best + (own[to] ?? 0));
    from.push(bestFrom);
  }
  return { costs, from };
}

/** At `a * columns + b` how many segments below a layer have their upper end left of place a and their lower one left of b. */
function endsBetween(grid: Grid, layer: number): Int32Array {
  const [upper, lower] = [grid.order[layer] ?? [], grid.order[layer + 1] ?? []];
  const columns = lower.length + 1;
  const ends = new Int32Array((upper.length + 1) * columns);
  for (const [a, id] of upper.entries()) {
    const row = (a + 1) * columns;
    for (const segment of elementAt(grid, id).down) {
      const b = (grid.place[segment.lower] ?? 0) + 1;
      if (lower[b - 1] === segment.lower) ends[row + b] = (ends[row + b] ?? 0) + 1;
    }
    for (let b = 1; b < columns; b++) ends[row + b] = (ends[row + b] ?? 0) + (ends[row + b - 1] ?? 0);
    for (let b = 0; b < columns; b++) ends[row + b] = (ends[row + b] ?? 0) + (ends[row - columns + b] ?? 0);
  }
  return ends;
}

const isPlaced = (grid: Grid, id: number): boolean =>
  grid.order[elementAt(grid, id).layer]?.[grid.place[id] ?? 0] === id;

/** What it costs an element to stand at each place of its layer, but for the way between it and the chain's next elements. */
function placeCosts(grid: Grid, chain: Chain, element: Element): readonly number[] {
  const layer = grid.order[element.layer] ?? [];
  const costs = Array.from({ length: layer.length + 1 }, () => 0);
  addEndCosts(grid, chain, element, costs);
  for (const side of ["above", "below"] as const) {
    if (segmentsOf(element, side).length > 0) addWithinArcs(grid, layer, side, costs);
    for (const arc of element[side]) addArcCosts(grid, arc, layer, side, costs);
  }
  if (!chain.loop) addWalkOrder(grid, element, layer, costs);
  if (!chain.loop && element.kind === "label") addSourceOrder(grid, element, layer, costs);
  return costs;
}

/** Of ways that cross equally often the one nearest to the order of the walk wins: catchers on the right, for instance. */
function addWalkOrder(grid: Grid, { time }: Element, layer: readonly number[], costs: number[]): void {
  const isLater = layer.map((id) => elementAt(grid, id).time > time);
  let wrong = isLater.filter((later) => !later).length;
  for (const place of costs.keys()) {
    costs[place] = (costs[place] ?? 0) + wrong * OFF_WALK;
    wrong += isLater[place] ? 1 : -1;
  }
}

/** An element that has segments on this side crosses the arcs that it stands in. */
function addWithinArcs(grid: Grid, layer: readonly number[], side: "above" | "below", costs: number[]): void {
  for (const arc of arcsOf(grid, layer, side)) {
    const [start, end] = span(grid, arc);
    for (let place = start + 1; place <= end; place++) costs[place] = (costs[place] ?? 0) + CROSSING;
  }
}

/** The arcs of a layer whose lanes are in it. */
function arcsOf(grid: Grid, layer: readonly number[], side: "above" | "below"): readonly Arc[] {
  return layer.flatMap((id) =>
    elementAt(grid, id)[side].filter(({ node, lane }) => node === id && isPlaced(grid, lane)),
  );
}

/** What it costs to turn from a node to a lane at each place: crossings, and the way. */
function addArcCosts(
  grid: Grid,
  { node }: Arc,
  layer: readonly number[],
  side: "above" | "below",
  costs: number[],
): void {
  const own = grid.place[node] ?? 0;
  const others = arcsOf(grid, layer, side).filter((arc) => arc.node !== node);
  const degrees = layer.map((id) => segmentsOf(elementAt(grid, id), side).filter((each) => isDrawn(grid, each)).length);
  let crossed = 0;
  const add = (place: number, between: number): void => {
    const end = place - 0.5;
    const ownSpan = end < own ? ([end, own] as const) : ([own, end] as const);
    const interlaced = others.filter((arc) => interlace(span(grid, arc), ownSpan)).length;
    const aside = between * BETWEEN + (place > own ? 0 : ON_THE_LEFT);
    costs[place] = (costs[place] ?? 0) + (crossed + interlaced) * CROSSING + aside;
  };
  for (let place = own + 1; place < costs.length; place++) {
    if (place > own + 1) crossed += degrees[place - 1] ?? 0;
    add(place, place - own - 1);
  }
  crossed = 0;
  for (let place = own; place >= 0; place--) {
    if (place < own) crossed += degrees[place] ?? 0;
    add(place, own - place);
  }
}

const isDrawn = (grid: Grid, { upper, lower }: Segment): boolean => isPlaced(grid, upper) && isPlaced(grid, lower);

/** Crossings with the segments between the element and the ends of its chain, which stand fast. */
function addEndCosts(grid: Grid, chain: Chain, element: Element, costs: number[]): void {
  if (chain.loop) return;
  const [first, last] = [chain.path[0], chain.path.at(-1)];
  for (const { upper, lower } of [...element.up, ...element.down]) {
    const end = upper === element.id ? lower : upper;
    if (end !== first && end !== last) continue;
    const endPlace = grid.place[end] ?? 0;
    for (const id of grid.order[elementAt(grid, end).layer] ?? []) {
      if (id === end) continue;
      const other = elementAt(grid, id);
      const isLeft = (grid.place[id] ?? 0) < endPlace;
      for (const segment of end === upper ? other.down : other.up) {
        const far = end === upper ? segment.lower : segment.upper;
        if (isPlaced(grid, far)) addBeyond(costs, grid.place[far] ?? 0, isLeft);
      }
    }
  }
}

/** A segment from the end's left to `place` is crossed by all ways to places at or before it; and the other way round. */
function addBeyond(costs: number[], place: number, isLeft: boolean): void {
  const [from, to] = isLeft ? [0, place] : [place + 1, costs.length - 1];
  for (let i = from; i <= to; i++) costs[i] = (costs[i] ?? 0) + CROSSING;
}

/** To stand left of a branch that comes before it in the source, or right of one that comes after it. */
function addSourceOrder(grid: Grid, element: Element, layer: readonly number[], costs: number[]): void {
  for (const [place, id] of layer.entries()) {
    const other = elementAt(grid, id);
    if (!areBranches(grid, other, element)) continue;
    const isBefore = other.time < element.time;
    const [left, right] = isBefore ? [element, other] : [other, element];
    const cost = isOutOfOrder(grid, left, right) ? CROSSING : OUT_OF_ORDER;
    const [from, to] = isBefore ? [0, place] : [place + 1, costs.length - 1];
    for (let i = from; i <= to; i++) costs[i] = (costs[i] ?? 0) + cost;
  }
}

function indexOfLeast(values: readonly number[]): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if ((values[index] ?? 0) < (values[best] ?? 0)) best = index;
  return best;
}
