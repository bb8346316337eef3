import { type Element, elementAt, type Grid, type Segment } from "./grid.ts";
import type { Lines } from "./lines.ts";
import type { Ports } from "./ports.ts";
import { type Separation, separator } from "./separation.ts";
import { walkSeparations } from "./walk-order.ts";

/** Room between neighbours of a layer, by what they are. */
const NODES = 36;
const LABELS = 14;
const LANES = 12;
const BESIDE_LANE = 20;

/** Lines that move by nearly the same, px, have found their places: only those relative to each other matter. */
const STILL = 0.25;

/** How strongly groups that the start doesn't lead to keep below each other. */
const TOGETHER = 4;

/** A wish of one line: to be `offset` right of another one. */
interface Pull {
  readonly line: number;
  readonly to: number;
  readonly offset: number;
  readonly weight: number;
}

/**
 * The axis of each element. Lines are rigid; each goes where the edges to its neighbours are shortest, as far as the room
 * between neighbours allows.
 */
export function placeColumns(grid: Grid, lines: Lines, ports: Ports): readonly number[] {
  const ofLayers = separationsOf(grid, lines);
  const separate = separator(lines.count, [...ofLayers, ...walkSeparations(grid, lines, ofLayers)]);
  const pulls = pullsOf(grid, lines, ports);
  const weights = Array.from({ length: lines.count }, () => 0.01);
  for (const { line, weight } of pulls) weights[line] = (weights[line] ?? 0) + weight;
  let places = separate(
    weights.map(() => 0),
    weights.map(() => 1),
  );
  const rounds = lines.count > 400 ? 8 : 30;
  for (let round = 0; round < rounds; round++) {
    const next = separate(wishesOf(places, pulls, weights), weights);
    const isStill = spreadOf(next, places) < STILL;
    places = next;
    if (isStill) break;
  }
  return lines.lineOf.map((line) => Math.round(places[line] ?? 0));
}

/** The difference between the ways of the lines that moved furthest to the right and to the left. */
function spreadOf(after: readonly number[], before: readonly number[]): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [line, place] of after.entries()) {
    const way = place - (before[line] ?? 0);
    [least, most] = [Math.min(least, way), Math.max(most, way)];
  }
  return most - least;
}

/** Half the way to where the pulls of a line are balanced: the whole way would make neighbours swing. */
function wishesOf(places: readonly number[], pulls: readonly Pull[], weights: readonly number[]): readonly number[] {
  const wishes = places.map((place, line) => place * (weights[line] ?? 0));
  for (const { line, to, offset, weight } of pulls) {
    const way = (places[to] ?? 0) + offset - (places[line] ?? 0);
    wishes[line] = (wishes[line] ?? 0) + (way * weight) / 2;
  }
  return wishes.map((wish, line) => wish / (weights[line] ?? 1));
}

function separationsOf(grid: Grid, { lineOf, count }: Lines): readonly Separation[] {
  const found = new Map<number, Separation>();
  for (const layer of grid.order) {
    let before: Element | undefined;
    for (const id of layer) {
      const element = elementAt(grid, id);
      if (before) {
        const [left, right] = [lineOf[before.id] ?? 0, lineOf[id] ?? 0];
        const gap = before.right + roomBetween(before, element) + element.left;
        const key = left * count + right;
        const known = found.get(key);
        if (!known || known.gap < gap) found.set(key, { left, right, gap });
      }
      before = element;
    }
  }
  return [...found.values()];
}

/** The room that neighbours of a layer need between them, px. */
export function roomBetween(a: Element, b: Element): number {
  if (a.kind === "node" && b.kind === "node") return NODES;
  if (a.kind === "lane" && b.kind === "lane") return LANES;
  return a.kind === "lane" || b.kind === "lane" ? BESIDE_LANE : LABELS;
}

function pullsOf(grid: Grid, { lineOf }: Lines, ports: Ports): readonly Pull[] {
  const found: Pull[] = [];
  for (const element of grid.elements) {
    for (const segment of element.down) {
      const [above, below] = [lineOf[segment.upper] ?? -1, lineOf[segment.lower] ?? -1];
      if (above < 0 || below < 0 || above === below) continue;
      const offset = (ports.out.get(segment) ?? 0) - (ports.into.get(segment) ?? 0);
      const [down, up] = strengths(grid, segment);
      found.push({ line: below, to: above, offset, weight: down });
      found.push({ line: above, to: below, offset: -offset, weight: up });
    }
  }
  addGroupPulls(grid, lineOf, found);
  const attached = new Set(found.map(({ line }) => line));
  for (const chain of grid.chains) {
    if (chain.loop) addLoopPulls(chain.path, lineOf, attached, found);
  }
  return found;
}

/** Groups that the start doesn't lead to stand below each other. */
function addGroupPulls({ level }: Grid, lineOf: readonly number[], found: Pull[]): void {
  const roots = new Map<number, number>();
  for (const [node, { group }] of level.nodes.entries()) if (!roots.has(group)) roots.set(group, lineOf[node] ?? 0);
  const [, ...lost] = [...roots].sort(([a], [b]) => a - b).map(([, line]) => line);
  for (const [index, line] of lost.entries()) {
    const above = lost[index - 1];
    if (above === undefined || above === line) continue;
    found.push(
      { line, to: above, offset: 0, weight: TOGETHER },
      { line: above, to: line, offset: 0, weight: TOGETHER },
    );
  }
}

/** A lane stays close to the nodes that it links; the nodes don't move for it. */
function addLoopPulls(
  path: readonly number[],
  lineOf: readonly number[],
  attached: ReadonlySet<number>,
  found: Pull[],
): void {
  const ends = [path[0] ?? 0, path.at(-1) ?? 0];
  for (const [i, lane] of [path[1] ?? 0, path.at(-2) ?? 0].entries()) {
    const to = lineOf[ends[i] ?? 0] ?? 0;
    // A node that nothing else holds would be pushed on by its own lane, round by round.
    if (attached.has(to)) found.push({ line: lineOf[lane] ?? 0, to, offset: 0, weight: 1 });
  }
}

/** How strongly a segment pulls its lower and its upper end. Catchers come to the main line, it doesn't go to them. */
function strengths(grid: Grid, segment: Segment): readonly [down: number, up: number] {
  const [above, below] = [elementAt(grid, segment.upper), elementAt(grid, segment.lower)];
  const edge = grid.level.edges[segment.edges[0] ?? 0];
  if (edge?.stream === "catch") return [1, above.kind === "node" ? 0.02 : 0.5];
  const base = (edge?.pull ?? 0) / 20;
  return above.kind === "lane" || below.kind === "lane" ? [base / 2, base / 2] : [base, base];
}
