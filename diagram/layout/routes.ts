import { type Arc, type Chain, type Element, elementAt, type Grid, type Segment, segmentBetween } from "./grid.ts";
import type { Level, LevelLayout, Point } from "./level-model.ts";
import type { Ports } from "./ports.ts";
import { LABEL_TO_LANE, type LoopSides, type Side } from "./sides.ts";
import { assignTracks, type Net } from "./tracks.ts";

/** Room between two layers: above the first track, between tracks, below the last one, and where there's no track. */
const ABOVE_TRACKS = 12;
const TRACK = 11;
const BELOW_TRACKS = 18;
const NO_TRACK = 26;

/** Of a node that a loop both leaves and enters at one side: how far above and below its middle. */
const APART = 9;

/** What routes are made from. */
interface Plan {
  readonly level: Level;
  readonly grid: Grid;
  readonly sides: LoopSides;
  readonly ports: Ports;
  readonly columns: readonly number[];
  /** The top of each layer. */
  readonly tops: readonly number[];
  /** The height at which each segment goes to the side. */
  readonly trackOf: ReadonlyMap<Segment | Arc, number>;
  /** The bends from common lanes to their targets, as far as they are known. */
  readonly ways: Map<number, readonly Point[]>;
}

/** Gives layers their heights and edges their bends. Every bend is a right angle. */
export function routeEdges(
  level: Level,
  grid: Grid,
  sides: LoopSides,
  ports: Ports,
  columns: readonly number[],
): LevelLayout {
  const plan: Plan = { level, grid, sides, ports, columns, ...rows(grid, sides, ports, columns), ways: new Map() };
  const nodes = level.nodes.map((node, index): Point => {
    return [(columns[index] ?? 0) - node.width / 2, topOf(plan, index)];
  });
  const edges = grid.chains.map((chain) => {
    const points = simplified(chain.loop ? loopPoints(plan, chain) : forwardPoints(plan, chain));
    const label = labelCorner(plan, chain);
    return { points, ...(label && { label }) };
  });
  return moved(level, nodes, edges);
}

/** The heights of all layers and tracks, from top to bottom. */
function rows(
  grid: Grid,
  sides: LoopSides,
  ports: Ports,
  columns: readonly number[],
): { readonly tops: readonly number[]; readonly trackOf: ReadonlyMap<Segment | Arc, number> } {
  const tops: number[] = [];
  const trackOf = new Map<Segment | Arc, number>();
  let y = 0;
  // Above the first layer loops may turn.
  for (let index = -1; index < grid.order.length; index++) {
    const layer = grid.order[index] ?? [];
    if (index >= 0) tops.push(y);
    y += layer.reduce((most, id) => Math.max(most, elementAt(grid, id).height), 0);
    const nets = netsBelow(grid, index, sides, ports, columns);
    const tracks = assignTracks(nets);
    const count = tracks.reduce((most, track) => Math.max(most, track + 1), 0);
    for (const [i, net] of nets.entries()) {
      for (const piece of net.pieces) trackOf.set(piece, y + ABOVE_TRACKS + Math.max(0, tracks[i] ?? 0) * TRACK);
    }
    if (count > 0) y += ABOVE_TRACKS + (count - 1) * TRACK + BELOW_TRACKS;
    else if (nets.length > 0) y += NO_TRACK;
  }
  return { tops, trackOf };
}

interface DrawnNet extends Net {
  readonly tops: number[];
  readonly bottoms: number[];
  readonly pieces: (Segment | Arc)[];
}

/** Ports are nearer to their node's axis than half of this, px. */
const WIDEST = 1 << 20;

/** Segments that come to one port are one net; an arc is one by itself. */
function netsBelow(
  grid: Grid,
  index: number,
  { unused }: LoopSides,
  ports: Ports,
  columns: readonly number[],
): readonly DrawnNet[] {
  const found = new Map<number, DrawnNet>();
  const elements = (layer: number): readonly Element[] => (grid.order[layer] ?? []).map((id) => elementAt(grid, id));
  for (const { down } of elements(index)) {
    for (const segment of down) {
      const into = ports.into.get(segment) ?? 0;
      const key = segment.lower * WIDEST + into;
      const known = found.get(key);
      const net = known ?? { tops: [], bottoms: [(columns[segment.lower] ?? 0) + into], pieces: [] };
      if (!known) found.set(key, net);
      net.pieces.push(segment);
      net.tops.push((columns[segment.upper] ?? 0) + (ports.out.get(segment) ?? 0));
    }
  }
  const drawn = (arcs: readonly Arc[], id: number): readonly Arc[] =>
    arcs.filter((arc) => arc.node === id && !unused.has(arc));
  const ends = (arc: Arc, offsets: Ports["out"]): number[] => [
    (columns[arc.node] ?? 0) + (offsets.get(arc) ?? 0),
    columns[arc.lane] ?? 0,
  ];
  const turns: DrawnNet[] = [];
  for (const { below, id } of elements(index)) {
    if (below.length === 0) continue;
    for (const arc of drawn(below, id)) turns.push({ tops: ends(arc, ports.out), bottoms: [], pieces: [arc] });
  }
  for (const { above, id } of elements(index + 1)) {
    if (above.length === 0) continue;
    for (const arc of drawn(above, id)) turns.push({ tops: [], bottoms: ends(arc, ports.into), pieces: [arc] });
  }
  return [...found.values(), ...turns];
}

function forwardPoints(plan: Plan, { path }: Chain): readonly Point[] {
  const points: Point[] = [];
  for (let i = 1; i < path.length; i++) {
    const segment = pieceBetween(plan.grid, path[i - 1] ?? 0, path[i] ?? 0);
    const y = trackAt(plan, segment);
    points.push([outX(plan, segment), y], [intoX(plan, segment), y]);
  }
  const [first, last] = [points[0], points.at(-1)];
  const [source, end] = [path[0] ?? 0, path.at(-1) ?? 0];
  const joins = elementAt(plan.grid, end).kind === "lane";
  const rest = joins ? wayFrom(plan, end) : [[last?.[0] ?? 0, topOf(plan, end)] as const];
  return [[first?.[0] ?? 0, bottomOf(plan, source)], ...points, ...rest];
}

/** The bends from a common lane to the target: worked out once for all edges that join it, from the lowest lane upwards. */
function wayFrom(plan: Plan, lane: number): readonly Point[] {
  const { grid, ways } = plan;
  const pieces: Segment[] = [];
  for (let id = lane; !ways.has(id); ) {
    const { kind, down } = elementAt(grid, id);
    const [segment] = down;
    if (kind !== "lane" || !segment) break;
    pieces.push(segment);
    id = segment.lower;
  }
  for (const piece of pieces.toReversed()) ways.set(piece.upper, wayAlong(plan, piece, ways.get(piece.lower)));
  return ways.get(lane) ?? [];
}

/** The bends along a piece of common lanes, and those after it; there are none known after the last one. */
function wayAlong(plan: Plan, segment: Segment, after: readonly Point[] | undefined): readonly Point[] {
  const [from, to, y] = [outX(plan, segment), intoX(plan, segment), trackAt(plan, segment)];
  if (!after)
    return [
      [from, y],
      [to, y],
      [to, topOf(plan, segment.lower)],
    ];
  return from === to ? after : [[from, y], [to, y], ...after];
}

function loopPoints(plan: Plan, { edge, path }: Chain): readonly Point[] {
  const { grid, columns, sides, ports } = plan;
  const [source, target] = [path[0] ?? 0, path.at(-1) ?? 0];
  const lanes = path.slice(1, -1);
  const [first, last] = [lanes[0] ?? 0, lanes.at(-1) ?? 0];
  const points: Point[] = [];
  for (let i = 1; i < lanes.length; i++) {
    const [below, above] = [lanes[i - 1] ?? 0, lanes[i] ?? 0];
    const y = trackAt(plan, pieceBetween(grid, above, below));
    points.push([columns[below] ?? 0, y], [columns[above] ?? 0, y]);
  }
  const [exit, entry] = [sides.exit.get(edge) ?? 0, sides.entry.get(edge) ?? 0];
  const [below, above] = [arcBetween(grid, source, first, "below"), arcBetween(grid, target, last, "above")];
  const start: Point =
    exit === 0
      ? [(columns[source] ?? 0) + (ports.out.get(below) ?? 0), trackAt(plan, below)]
      : [sideX(plan, source, exit), sideY(plan, source, exit, "exit")];
  const end: Point =
    entry === 0
      ? [(columns[target] ?? 0) + (ports.into.get(above) ?? 0), trackAt(plan, above)]
      : [sideX(plan, target, entry), sideY(plan, target, entry, "entry")];
  return [
    ...(exit === 0 ? [[start[0], bottomOf(plan, source)] as const] : []),
    start,
    [columns[first] ?? 0, start[1]],
    ...points,
    [columns[last] ?? 0, end[1]],
    end,
    ...(entry === 0 ? [[end[0], topOf(plan, target)] as const] : []),
  ];
}

function arcBetween(grid: Grid, node: number, lane: number, side: "above" | "below"): Arc {
  const arc = elementAt(grid, lane)[side].find((candidate) => candidate.node === node);
  if (!arc) throw new RangeError(`no arc ${node} to ${lane}`);
  return arc;
}

function pieceBetween(grid: Grid, upper: number, lower: number): Segment {
  const segment = segmentBetween(elementAt(grid, upper), elementAt(grid, lower));
  if (!segment) throw new RangeError(`no segment ${upper} to ${lower}`);
  return segment;
}

const topOf = ({ grid, tops }: Plan, id: number): number => tops[elementAt(grid, id).layer] ?? 0;
const bottomOf = (plan: Plan, id: number): number => topOf(plan, id) + elementAt(plan.grid, id).height;
const trackAt = ({ trackOf }: Plan, piece: Segment | Arc): number => trackOf.get(piece) ?? 0;
const outX = ({ columns, ports }: Plan, segment: Segment): number =>
  (columns[segment.upper] ?? 0) + (ports.out.get(segment) ?? 0);
const intoX = ({ columns, ports }: Plan, segment: Segment): number =>
  (columns[segment.lower] ?? 0) + (ports.into.get(segment) ?? 0);

function sideX({ grid, columns }: Plan, node: number, side: Side): number {
  const element = elementAt(grid, node);
  return (columns[node] ?? 0) + (side < 0 ? -element.left : element.right);
}

/** Containers are entered beside their header and left above their lower corner, other nodes at their middle. */
function sideY(plan: Plan, node: number, side: Side, end: "exit" | "entry"): number {
  const { height = 0, side: middle = 0 } = plan.level.nodes[node] ?? {};
  const isContainer = middle < height / 2 - 1;
  const both = plan.sides.used.has(`exit ${node} ${side}`) && plan.sides.used.has(`entry ${node} ${side}`);
  const apart = both && !isContainer ? APART : 0;
  if (end === "entry") return topOf(plan, node) + middle - apart;
  return topOf(plan, node) + (isContainer ? height - middle : middle) + apart;
}

function labelCorner(plan: Plan, { edge, loop, path }: Chain): Point | undefined {
  const size = plan.level.edges[edge]?.label;
  const id = path.find((step) => elementAt(plan.grid, step).kind === "label");
  if (!size || id === undefined) return undefined;
  const x = plan.columns[id] ?? 0;
  const side = loop ? (plan.sides.exit.get(edge) ?? 0) : 0;
  if (side === 0) return [x - size.width / 2, topOf(plan, id)];
  const y = sideY(plan, path[0] ?? 0, side, "exit") - size.height / 2;
  return [side > 0 ? x - LABEL_TO_LANE - size.width : x + LABEL_TO_LANE, y];
}

/** Without points that repeat, or that lie on the line between their neighbours. */
function simplified(points: readonly Point[]): readonly Point[] {
  const found: Point[] = [];
  for (const point of points) {
    const [before, last] = [found[found.length - 2], found[found.length - 1]];
    if (last && last[0] === point[0] && last[1] === point[1]) continue;
    if (before && last && (isStraight(before, last, point, 0) || isStraight(before, last, point, 1))) found.pop();
    found.push(point);
  }
  return found;
}

const isStraight = (a: Point, b: Point, c: Point, axis: 0 | 1): boolean => a[axis] === b[axis] && b[axis] === c[axis];

/** The level with its top left corner at (0, 0). */
function moved(level: Level, nodes: readonly Point[], edges: LevelLayout["edges"]): LevelLayout {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0];
  [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const include = ([x, y]: Point, width = 0, height = 0): void => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  };
  for (const [index, point] of nodes.entries()) include(point, level.nodes[index]?.width, level.nodes[index]?.height);
  for (const [index, { points, label }] of edges.entries()) {
    for (const point of points) include(point);
    if (label) include(label, level.edges[index]?.label?.width, level.edges[index]?.label?.height);
  }
  if (left > right) return { width: 0, height: 0, nodes, edges };
  const shift = ([x, y]: Point): Point => [x - left, y - top];
  return {
    width: right - left,
    height: bottom - top,
    nodes: nodes.map(shift),
    edges: edges.map(({ points, label }) => ({ points: points.map(shift), ...(label && { label: shift(label) }) })),
  };
}
