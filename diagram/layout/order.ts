import { insertChain, removeChain } from "./chains.ts";
import { allCrossings, swapGain } from "./crossings.ts";
import { connect, type Element, elementAt, type Grid, setPlaces } from "./grid.ts";
import { areBranches, isOutOfOrder, outOfOrder } from "./source-order.ts";

/** Levels larger than this are ordered with fewer attempts, so that time grows little faster than size. */
const LARGE = 3000;

/**
 * Orders each layer from left to right. It starts from the order of the walk, so source order, and leaves it only where that
 * saves a crossing: a picture without crossings never jumps. Loops then find the best way round their bodies.
 */
export function orderLayers(grid: Grid): void {
  sweep(grid);
  const loops = grid.chains.filter(({ loop }) => loop);
  const large = grid.elements.length > LARGE;
  for (const chain of loops) {
    connect(grid, chain);
    insertChain(grid, chain);
  }
  if (!large) reroute(grid);
  exchange(grid);
  if (!large) reroute(grid);
  restoreSource(grid);
}

/** Barycentre sweeps with exchanges of neighbours; the best order seen stays. */
function sweep(grid: Grid): void {
  exchange(grid);
  let [best, cost] = [snapshot(grid), costOf(grid)];
  const rounds = grid.elements.length > LARGE ? 4 : 12;
  for (let round = 0; round < rounds && cost > 0; round++) {
    sortLayers(grid, round % 2 === 0, round % 4 >= 2);
    exchange(grid);
    const now = costOf(grid);
    if (now < cost) [best, cost] = [snapshot(grid), now];
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
  for (const layer of layers) {
    const keys = new Map(layer.map((id, index) => [id, barycentre(grid, elementAt(grid, id), downwards) ?? index]));
    if (reverseTies) layer.reverse();
    layer.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
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

/** Exchanges neighbours as long as that saves crossings, and more of them than branches get out of order. */
function exchange(grid: Grid): void {
  exchangeAll(grid, (saved) => saved > 0);
}

/** Puts branches of one Choice back into the order of the source where that costs nothing. */
function restoreSource(grid: Grid): void {
  exchangeAll(grid, (saved, left, right) => saved >= 0 && left.time > right.time && areBranches(grid, left, right));
}

type Accepts = (saved: number, left: Element, right: Element) => boolean;

function exchangeAll(grid: Grid, accepts: Accepts): void {
  for (let changed = true, round = 0; changed && round < 12; round++) {
    changed = false;
    for (const layer of grid.order) {
      for (let i = 1; i < layer.length; i++) {
        if (exchangeAt(grid, layer, i, accepts)) changed = true;
      }
    }
  }
}

function exchangeAt(grid: Grid, layer: number[], index: number, accepts: Accepts): boolean {
  const [left, right] = [elementAt(grid, layer[index - 1] ?? 0), elementAt(grid, layer[index] ?? 0)];
  const order = Number(isOutOfOrder(grid, left, right)) - Number(isOutOfOrder(grid, right, left));
  if (!accepts(swapGain(grid, left, right) + order, left, right)) return false;
  [layer[index - 1], layer[index]] = [right.id, left.id];
  [grid.place[left.id], grid.place[right.id]] = [index, index - 1];
  return true;
}

/** Takes each edge out that passes layers and lays it anew where it crosses least, until nothing gets better. */
function reroute(grid: Grid): void {
  const chains = grid.chains.filter(({ path }) => path.length > 2).toReversed();
  let cost = costOf(grid);
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
