import type { Arc, Element, Grid, Segment } from "./grid.ts";
import type { Lines } from "./lines.ts";
import { separate } from "./separation.ts";
import type { LoopSides } from "./sides.ts";

/** How far from its node's axis each piece of an edge begins or ends: 0 for lanes, labels, and straight lines. */
export interface Ports {
  readonly out: ReadonlyMap<Segment | Arc, number>;
  readonly into: ReadonlyMap<Segment | Arc, number>;
}

/** The distance of two ports, where the node is wide enough. */
const OUT = 28;
const INTO = 18;
/** Ports come no nearer to each other than this, where there's room. */
const NEAREST = 16;
/** The stretch of a node's border, from its axis, where ports may be: all but the corners. */
type Border = readonly [from: number, to: number];

function borderOf({ level }: Grid, { node, left, right }: Element): Border {
  const { corner = 0 } = level.nodes[node] ?? {};
  return [Math.min(0, corner - left), Math.max(0, right - corner)];
}

/** What begins or ends at one port. */
type Port = readonly (Segment | Arc)[];

/**
 * Ports once the columns are known: each moves along its node's border to where its edge needs no bend, or the shortest one;
 * their order and what is straight already stay.
 */
export function movePorts(grid: Grid, lines: Lines, ports: Ports, columns: readonly number[]): Ports {
  const [out, into] = [new Map(ports.out), new Map(ports.into)];
  const axis = (id: number, offset = 0): number => (columns[id] ?? 0) + offset;
  for (const element of grid.elements) {
    if (element.kind !== "node") continue;
    const own = columns[element.id] ?? 0;
    const down = (piece: Segment | Arc): number =>
      ("upper" in piece ? axis(piece.lower, ports.into.get(piece)) : axis(piece.lane)) - own;
    const border = borderOf(grid, element);
    move(border, both(element.down, element.below), ports.out, lines, down, out);
    const up = (piece: Segment | Arc): number =>
      ("upper" in piece ? axis(piece.upper, ports.out.get(piece)) : axis(piece.lane)) - own;
    move(border, both(element.up, element.above), ports.into, lines, up, into);
  }
  return { out, into };
}

const both = (segments: readonly Segment[], arcs: readonly Arc[]): Port =>
  arcs.length === 0 ? segments : [...segments, ...arcs];

/** Moves the ports of one side of a node, of which several pieces may share one. */
function move(
  [from, to]: Border,
  pieces: readonly (Segment | Arc)[],
  offsets: ReadonlyMap<Segment | Arc, number>,
  lines: Lines,
  wish: (piece: Segment | Arc) => number,
  moved: Map<Segment | Arc, number>,
): void {
  const [only] = pieces;
  if (only && pieces.length === 1 && offsets.has(only)) {
    const isFast = "upper" in only && lines.straight.has(only);
    moved.set(only, Math.round(isFast ? 0 : Math.max(from, Math.min(to, wish(only)))));
    return;
  }
  const shared = new Map<number, (Segment | Arc)[]>();
  for (const piece of pieces) {
    const offset = offsets.get(piece);
    if (offset === undefined) continue;
    const own = shared.get(offset);
    if (own) own.push(piece);
    else shared.set(offset, [piece]);
  }
  const ports = [...shared].toSorted(([a], [b]) => a - b).map(([, own]) => own);
  const isFast = (port: Port): boolean =>
    (ports.length === 1 && port.length > 1) || port.some((piece) => "upper" in piece && lines.straight.has(piece));
  const wishes = ports.map((port) => (isFast(port) ? 0 : Math.max(from, Math.min(to, mean(port.map(wish))))));
  if (ports.length < 2) {
    for (const piece of ports[0] ?? []) moved.set(piece, Math.round(wishes[0] ?? 0));
    return;
  }
  const gap = Math.min(NEAREST, (to - from) / (ports.length - 1));
  // The node's corners take part as ports that don't give way.
  const ideal = [from - gap, ...wishes, to + gap];
  const places = isApart(ideal, gap)
    ? ideal
    : separate(
        ideal,
        [1e6, ...ports.map((port) => (isFast(port) ? 1e5 : 1)), 1e6],
        Array.from({ length: ports.length + 1 }, (_, index) => ({ left: index, right: index + 1, gap })),
      );
  for (const [index, port] of ports.entries()) {
    for (const piece of port) moved.set(piece, Math.round(places[index + 1] ?? 0));
  }
}

/** Whether nothing has to move to be so far from its neighbours. */
function isApart(places: readonly number[], gap: number): boolean {
  for (let i = 1; i < places.length; i++) if ((places[i - 1] ?? 0) + gap - (places[i] ?? 0) > 1e-6) return false;
  return true;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Gives each edge its own port at the bottom of its source; at the top of a target those of one stream share one. */
export function assignPorts(grid: Grid, sides: LoopSides, lines: Lines): Ports {
  const [out, into] = [new Map<Segment | Arc, number>(), new Map<Segment | Arc, number>()];
  for (const element of grid.elements) {
    if (element.kind !== "node") continue;
    const below = element.down.toSorted((a, b) => (grid.place[a.lower] ?? 0) - (grid.place[b.lower] ?? 0));
    const border = borderOf(grid, element);
    const ways = below.map((segment) => [segment]);
    spread(border, withArcs(grid, element, element.below, ways, sides), OUT, lines, out);
    const above = streams(grid, element.up);
    spread(border, withArcs(grid, element, element.above, above, sides), INTO, lines, into);
  }
  return { out, into };
}

/** Arcs to the left begin left of all else and arcs to the right right of it, such that the nearer one lies in the other. */
function withArcs(
  { place }: Grid,
  { id }: Element,
  arcs: readonly Arc[],
  ports: readonly Port[],
  { unused }: LoopSides,
): readonly Port[] {
  if (arcs.length === 0) return ports;
  const own = place[id] ?? 0;
  const placeOf = ({ lane }: Arc): number => place[lane] ?? 0;
  const drawn = arcs.filter((arc) => !unused.has(arc)).toSorted((a, b) => placeOf(b) - placeOf(a));
  const toLeft = drawn.filter((arc) => placeOf(arc) < own);
  const toRight = drawn.filter((arc) => placeOf(arc) > own);
  return [...toLeft.map((arc) => [arc]), ...ports, ...toRight.map((arc) => [arc])];
}

/** From left to right, the segments that come in at one port: neighbours of one stream. */
function streams({ level, place }: Grid, segments: readonly Segment[]): readonly Port[] {
  const found: Segment[][] = [];
  let last: string | undefined;
  for (const segment of segments.toSorted((a, b) => (place[a.upper] ?? 0) - (place[b.upper] ?? 0))) {
    const stream = level.edges[segment.edges[0] ?? 0]?.stream;
    if (stream === last) found.at(-1)?.push(segment);
    else found.push([segment]);
    last = stream;
  }
  return found;
}

/** Side by side about the axis; with a straight line among them, that is on the axis. */
function spread(
  [, to]: Border,
  ports: readonly Port[],
  distance: number,
  lines: Lines,
  offsets: Map<Segment | Arc, number>,
): void {
  const straight = ports.findIndex((port) => port.some((piece) => "upper" in piece && lines.straight.has(piece)));
  const axis = straight < 0 ? (ports.length - 1) / 2 : straight;
  const furthest = Math.max(axis, ports.length - 1 - axis);
  const step = furthest > 0 ? Math.min(distance, Math.max(1, to) / furthest) : 0;
  for (const [index, port] of ports.entries()) {
    for (const piece of port) offsets.set(piece, Math.round((index - axis) * step));
  }
}
