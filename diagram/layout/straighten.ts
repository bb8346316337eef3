import { roomBetween } from "./columns.ts";
import { type Element, elementAt, type Grid, type Segment } from "./grid.ts";
import type { Lines } from "./lines.ts";
import type { Ports } from "./ports.ts";

/** A label goes so far aside, px, for its edge to need one bend less. */
const ASIDE = 16;

/** Neighbours of a label may come so much nearer to it for that, px. */
const NEARER = 7;

/** Columns with labels moved to where their edge comes from or goes to, if that is near and nothing is in the way. */
export function straightenLabels(
  grid: Grid,
  { lineOf }: Lines,
  ports: Ports,
  columns: readonly number[],
): readonly number[] {
  const onLine = new Map<number, number>();
  for (const line of lineOf) onLine.set(line, (onLine.get(line) ?? 0) + 1);
  const moved = [...columns];
  for (const layer of grid.order) {
    for (const [place, id] of layer.entries()) {
      const element = elementAt(grid, id);
      const [above, below] = [element.up[0], element.down[0]];
      if (element.kind !== "label" || onLine.get(lineOf[id] ?? -1) !== 1 || !above || !below) continue;
      const own = moved[id] ?? 0;
      const wish = nearest(own, endsOf(above, below, ports, moved));
      if (wish !== own && isFree(grid, layer, place, wish, moved)) moved[id] = wish;
    }
  }
  return moved;
}

/** Where the edge comes from above, and where it goes below. */
function endsOf(above: Segment, below: Segment, ports: Ports, columns: readonly number[]): readonly number[] {
  return [
    (columns[above.upper] ?? 0) + (ports.out.get(above) ?? 0),
    (columns[below.lower] ?? 0) + (ports.into.get(below) ?? 0),
  ];
}

function nearest(own: number, ends: readonly number[]): number {
  const [first = own] = ends.toSorted((a, b) => Math.abs(a - own) - Math.abs(b - own));
  return Math.abs(first - own) <= ASIDE ? first : own;
}

function isFree(grid: Grid, layer: readonly number[], place: number, x: number, columns: readonly number[]): boolean {
  const element = elementAt(grid, layer[place] ?? 0);
  const gap = (left: Element, right: Element): number => left.right + roomBetween(left, right) - NEARER + right.left;
  const [before, after] = [layer[place - 1], layer[place + 1]];
  if (before !== undefined && x - (columns[before] ?? 0) < gap(elementAt(grid, before), element)) return false;
  return after === undefined || (columns[after] ?? 0) - x >= gap(element, elementAt(grid, after));
}
