import { type Element, elementAt, type Grid, type Segment } from "./grid.ts";

/** Which segments are vertical lines. An element is on at most one line, so a line gives one x to all that it links. */
export interface Lines {
  /** The number of each element's line. */
  readonly lineOf: readonly number[];
  readonly count: number;
  readonly straight: ReadonlySet<Segment>;
}

interface Candidate {
  readonly segment: Segment;
  readonly score: number;
}

/** Lanes are lines above all; then the main way through the states; then labels with what they lead to. */
const LANE = 100;
const LABEL_TO_NODE = 50;
const CATCH = 15;

/** Chooses the lines greedily by their worth, such that no two of them cross. */
export function chooseLines(grid: Grid): Lines {
  const candidates = grid.elements.flatMap((element) => candidatesBelow(grid, element));
  candidates.sort((a, b) => b.score - a.score);
  const straight = new Set<Segment>();
  const [hasUp, hasDown] = [new Set<number>(), new Set<number>()];
  const taken = grid.order.map((): [number, number][] => []);
  for (const { segment } of candidates) {
    const { upper, lower } = segment;
    if (hasDown.has(upper) || hasUp.has(lower)) continue;
    const own = taken[elementAt(grid, upper).layer];
    if (!own || !addUncrossed(own, grid.place[upper] ?? 0, grid.place[lower] ?? 0)) continue;
    straight.add(segment);
    hasDown.add(upper);
    hasUp.add(lower);
  }
  return { ...numberLines(grid, straight), straight };
}

function candidatesBelow(grid: Grid, element: Element): readonly Candidate[] {
  const labels = element.down.filter(({ lower }) => elementAt(grid, lower).kind === "label");
  const middle = middleLabel(grid, element, labels);
  return element.down.flatMap((segment) => {
    const score = scoreOf(grid, segment, segment === middle);
    return score > 0 ? [{ segment, score: score - offMiddle(grid, segment) }] : [];
  });
}

/** Of an odd number of branches the middle one stands straight below; of an even number none does. */
function middleLabel(grid: Grid, { kind }: Element, labels: readonly Segment[]): Segment | undefined {
  if (kind !== "node" || labels.length % 2 === 0) return undefined;
  return labels.toSorted((a, b) => (grid.place[a.lower] ?? 0) - (grid.place[b.lower] ?? 0))[labels.length >> 1];
}

function scoreOf(grid: Grid, { upper, lower, edges }: Segment, isMiddle: boolean): number {
  const [above, below] = [elementAt(grid, upper), elementAt(grid, lower)];
  const edge = grid.level.edges[edges[0] ?? 0];
  if (above.kind !== "node" && below.kind !== "node") return LANE;
  if (edge?.stream === "catch") return above.kind === "node" ? 0 : CATCH;
  if (below.kind === "label") return isMiddle ? LABEL_TO_NODE - 1 : 0;
  if (above.kind === "label") return LABEL_TO_NODE;
  const pull = edge?.pull ?? 0;
  return above.kind === "node" && below.kind === "node" ? pull : pull - 10;
}

/** Of several ways into a node the middle one is straight. */
function offMiddle(grid: Grid, segment: Segment): number {
  const { up } = elementAt(grid, segment.lower);
  if (up.length < 2) return 0;
  const place = grid.place[segment.upper] ?? 0;
  const before = up.filter(({ upper }) => (grid.place[upper] ?? 0) < place).length;
  return Math.min(4, Math.abs(before - (up.length - 1) / 2));
}

/** Adds a pair of places unless it would cross one of the list, which ascends in both. */
function addUncrossed(list: [number, number][], above: number, below: number): boolean {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.[0] ?? 0) < above) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [list[low - 1], list[low]];
  if ((before && before[1] >= below) || (after && after[1] <= below)) return false;
  list.splice(low, 0, [above, below]);
  return true;
}

function numberLines(grid: Grid, straight: ReadonlySet<Segment>): Omit<Lines, "straight"> {
  const lineOf = grid.elements.map(() => -1);
  let count = 0;
  for (const layer of grid.order) {
    for (const id of layer) {
      const above = elementAt(grid, id).up.find((segment) => straight.has(segment));
      lineOf[id] = above ? (lineOf[above.upper] ?? 0) : count++;
    }
  }
  return { lineOf, count };
}
