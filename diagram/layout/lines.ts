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
const LABEL_TO_LANE = 90;
const LABEL_TO_NODE = 50;
const CATCH = 15;

/** What it adds to a way's worth that no error leads to it. */
const ON_MAIN_WAY = 100;

/** Chooses the lines greedily by their worth, such that no two of them cross. */
export function chooseLines(grid: Grid): Lines {
  const candidates = grid.elements.flatMap((element) => candidatesAt(grid, element));
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

/** Lanes and labels go on straight; into a node the middle one of the ways that matter most does. */
function candidatesAt(grid: Grid, element: Element): readonly Candidate[] {
  if (element.kind === "node") {
    const into = middle(grid, mainWays(grid, element.up), "upper");
    const branch = middleBranch(grid, element);
    return [
      ...(into ? [{ segment: into, score: scoreInto(grid, into) }] : []),
      ...(branch ? [{ segment: branch, score: LABEL_TO_NODE - 1 }] : []),
    ];
  }
  return element.up.flatMap((segment) => {
    const score = scoreFromAbove(grid, segment);
    return score > 0 ? [{ segment, score }] : [];
  });
}

/** Of the ways into a node those that matter most: by what kind they are, and whether they come from the main way. */
function mainWays(grid: Grid, segments: readonly Segment[]): readonly Segment[] {
  let [best, most]: [Segment[], number] = [[], Number.NEGATIVE_INFINITY];
  for (const segment of segments) {
    const worth = worthOf(grid, segment);
    if (worth > most) [best, most] = [[], worth];
    if (worth === most) best.push(segment);
  }
  return best;
}

/** How much the best of a segment's edges matters. */
function worthOf({ level }: Grid, { edges }: Segment): number {
  let most = 0;
  for (const index of edges) {
    const edge = level.edges[index];
    if (!edge) continue;
    const isMain = edge.stream === "flow" && !level.nodes[edge.from]?.aside;
    most = Math.max(most, edge.pull + (isMain ? ON_MAIN_WAY : 0));
  }
  return most;
}

/** Of an odd number the middle one; of an even number none, so that the node stands in the middle between them. */
function middle({ place }: Grid, segments: readonly Segment[], end: "upper" | "lower"): Segment | undefined {
  if (segments.length % 2 === 0) return undefined;
  return segments.toSorted((a, b) => (place[a[end]] ?? 0) - (place[b[end]] ?? 0))[segments.length >> 1];
}

function scoreInto(grid: Grid, { upper, edges }: Segment): number {
  const above = elementAt(grid, upper);
  const edge = grid.level.edges[edges[0] ?? 0];
  if (edge?.stream === "catch") return above.kind === "node" ? 0 : CATCH;
  if (above.kind === "label") return LABEL_TO_NODE;
  return (edge?.pull ?? 0) - (above.kind === "lane" ? 10 : 0);
}

/** Of an odd number of branches the middle one stands straight below its Choice. */
function middleBranch(grid: Grid, { down }: Element): Segment | undefined {
  const labels = down.filter(({ lower }) => elementAt(grid, lower).kind === "label");
  const segment = middle(grid, labels, "lower");
  return segment && grid.level.edges[segment.edges[0] ?? 0]?.stream === "flow" ? segment : undefined;
}

function scoreFromAbove(grid: Grid, segment: Segment): number {
  const [above, below] = [elementAt(grid, segment.upper), elementAt(grid, segment.lower)];
  if (above.kind !== "node") return above.kind === "lane" ? LANE : LABEL_TO_LANE;
  const edge = grid.level.edges[segment.edges[0] ?? 0];
  return edge?.stream === "catch" || below.kind === "label" ? 0 : (edge?.pull ?? 0) - 10;
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
