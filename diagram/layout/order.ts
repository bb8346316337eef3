import { appendChain, insertChain, removeChain } from "./chains.ts";
import { allCrossings, swapGain } from "./crossings.ts";
import { type Chain, connect, type Element, elementAt, type Grid, setPlaces } from "./grid.ts";
import { areBranches, isOutOfOrder, outOfOrder } from "./source-order.ts";

/** How often a level is gone through again for a better order. Large ones are less often, so that time grows with size. */
const attempts = ({ elements }: Grid): number => Math.max(1, Math.min(12, Math.floor(36_000 / elements.length)));

/** After so many rounds that brought nothing, no better order is looked for. */
const IN_VAIN = 4;

/** Edges are laid anew only where that doesn't take more steps than this. */
const MOST_WORK = 3_000_000;

/**
 * Orders each layer from left to right. It starts from the order of the walk, so source order, and leaves it only where that
 * saves a crossing: a picture without crossings never jumps. Loops then find the best way round their bodies.
 */
export function orderLayers(grid: Grid): void {
  sweep(grid);
  const loops = grid.chains.filter(({ loop }) => loop);
  const isCheap = workOf(grid, loops) < MOST_WORK;
  for (const chain of loops) {
    connect(grid, chain);
    if (isCheap) insertChain(grid, chain);
    appendChain(grid, chain);
  }
  reroute(grid);
  if (exchange(grid)) reroute(grid);
  restoreSource(grid);
}

/** Barycentre sweeps with exchanges of neighbours; the best order seen stays. */
function sweep(grid: Grid): void {
  exchange(grid);
  let [best, cost] = [snapshot(grid), costOf(grid)];
  const rounds = attempts(grid);
  for (let round = 0, vain = 0; round < rounds && vain < IN_VAIN && cost > 0; round++, vain++) {
    sortLayers(grid, round % 2 === 0, round % 4 >= 2);
    exchange(grid);
    const now = costOf(grid);
    if (now < cost) [best, cost, vain] = [snapshot(grid), now, -1];
  }
  restore(grid, best);
}

const costOf = (grid: Grid): number => allCrossings(grid) + outOfOrder(grid);

const snapshot = ({ order }: Grid): readonly (readonly number[])[] => order.map((layer) => [...layer]);

function restore(grid: Grid, saved: readonly (readonly number[])[]): void {
  for (const [index, layer] of saved.entries()) {
    grid.order[index] = [...layer];
    setPlaces(grid, layer);
  }
}

/** Sorts each layer by the mean place of what its elements are linked to above, or below; equal ones keep their order. */
function sortLayers(grid: Grid, downwards: boolean, reverseTies: boolean): void {
  const layers = downwards ? grid.order : grid.order.toReversed();
  /** By the elements' ids. */
  const keys: number[] = [];
  for (const layer of layers) {
    if (layer.length < 2) continue;
    for (const [index, id] of layer.entries()) keys[id] = barycentre(grid, elementAt(grid, id), downwards) ?? index;
    if (reverseTies) layer.reverse();
    layer.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
    setPlaces(grid, layer);
  }
}

function barycentre({ place }: Grid, element: Element, above: boolean): number | undefined {
  const segments = above ? element.up : element.down;
  if (segments.length === 0) return undefined;
  let sum = 0;
  for (const { upper, lower } of segments) sum += place[above ? upper : lower] ?? 0;
  return sum / segments.length;
}

/** Exchanges neighbours as long as that saves crossings, and more of them than branches get out of order; whether any were. */
function exchange(grid: Grid): boolean {
  return exchangeAll(grid, (saved) => saved > 0);
}

/** Puts branches of one Choice back into the order of the source where that costs nothing. */
function restoreSource(grid: Grid): void {
  exchangeAll(grid, (saved, left, right) => saved >= 0 && left.time > right.time && areBranches(grid, left, right));
}

type Accepts = (saved: number, left: Element, right: Element) => boolean;

function exchangeAll(grid: Grid, accepts: Accepts): boolean {
  const rounds = attempts(grid);
  let anything = false;
  for (let changed = true, round = 0; changed && round < rounds; round++) {
    changed = false;
    for (const layer of grid.order) {
      for (let i = 1; i < layer.length; i++) {
        if (exchangeAt(grid, layer, i, accepts)) changed = true;
      }
    }
    anything ||= changed;
  }
  return anything;
}

function exchangeAt(grid: Grid, layer: number[], index: number, accepts: Accepts): boolean {
  const [left, right] = [elementAt(grid, layer[index - 1] ?? 0), elementAt(grid, layer[index] ?? 0)];
  const order = Number(isOutOfOrder(grid, left, right)) - Number(isOutOfOrder(grid, right, left));
  if (!accepts(swapGain(grid, left, right) + order, left, right)) return false;
  [layer[index - 1], layer[index]] = [right.id, left.id];
  [grid.place[left.id], grid.place[right.id]] = [index, index - 1];
  return true;
}

/** How much it takes to lay these edges anew: each looks at all pairs of places of the layers that it passes. */
function workOf(grid: Grid, chains: readonly Chain[]): number {
  const sizes: number[] = [];
  for (const { layer } of grid.elements) sizes[layer] = (sizes[layer] ?? 0) + 1;
  let sum = 0;
  for (const { path } of chains) {
    for (const id of path) {
      const { layer } = elementAt(grid, id);
      sum += ((sizes[layer] ?? 0) + 1) * ((sizes[layer + 1] ?? 0) + 1);
    }
  }
  return sum;
}

/**
 * Takes each edge out that passes layers and lays it anew where it crosses least, until nothing gets better; without any
 * crossing only loops, which may be nearer to their body.
 */
function reroute(grid: Grid): void {
  let cost = costOf(grid);
  const chains = grid.chains.filter(({ path, loop }) => path.length > 2 && (loop || cost > 0)).toReversed();
  if (workOf(grid, chains) > MOST_WORK) return;
  for (let round = 0; round < 4; round++) {
    for (const chain of chains) {
      removeChain(grid, chain);
      insertChain(grid, chain);
    }
    const now = costOf(grid);
    if (now >= cost) return;
    cost = now;
  }
}
