import type { PlacedEdge } from "../layout/layout.ts";
import type { Measure } from "../text-width.ts";
import { classes, element, type Markup, text } from "./markup.ts";
import { words } from "./words.ts";

type Point = readonly [x: number, y: number];

/** Corners are rounded with this radius, where there's room. */
const CORNER = 7;
const HEAD = { length: 8, half: 4.5 } as const;
/** A rounded corner is a parabola: so many times its radius long. */
const CORNER_LENGTH = 1.6232;
/** A straight stretch of a dashed line that is longer is an element of its own: of such only the dashes that are seen cost time. */
const LONG = 500;

/** The name of an edge in `data-edge` and in overlays: `/States/Pay|catch|0`. */
export function edgeKey({
  from,
  kind,
  order,
}: {
  readonly from: string;
  readonly kind: string;
  readonly order: number;
}) {
  return `${from}|${kind}|${order}`;
}

/** An edge as one element: its line, its own arrow head, and its label. */
export function drawEdge({ edge, points, label, unreachable }: PlacedEdge, measure?: Measure): Markup {
  const className = classes("edge", `kind-${edge.kind}`, unreachable && "unreachable");
  const attributes = { class: className, "data-edge": edgeKey(edge) };
  return element(
    "g",
    attributes,
    ...(edge.title ? [element("title", {}, text(edge.title))] : []),
    ...drawLine(edge.kind, points),
    element("path", { class: "head", d: headPath(points) }),
    ...(label ? [drawLabel(label, measure)] : []),
  );
}

function drawLabel(label: NonNullable<PlacedEdge["label"]>, measure: Measure | undefined): Markup {
  const { x, y, width, height } = label;
  const middle = { x: x + width / 2, y: y + height / 2 + 3.8, "text-anchor": "middle" };
  return element(
    "g",
    { class: "label" },
    element("rect", { x, y, width, height, rx: height / 2 }),
    words(label.text, "label", middle, measure),
  );
}

/** A straight stretch of a line, or a rounded corner of it. */
interface Stretch {
  readonly from: Point;
  readonly path: string;
  readonly length: number;
  readonly isLong: boolean;
}

/**
 * The line, with rounded corners, which ends within the arrow head. Dashes are counted from the end, so that those of edges
 * that join on their way to one target lie on each other.
 */
function drawLine(kind: string, points: readonly Point[]): readonly Markup[] {
  const stretches = stretchesOf(points);
  const isDashed = kind === "catch" || kind === "default";
  let rest = stretches.reduce((sum, { length }) => sum + length, 0);
  return (isDashed ? cutAtLong(stretches) : [stretches]).map((piece) => {
    const offset = isDashed ? -Math.round(rest * 10) / 10 : undefined;
    for (const { length } of piece) rest -= length;
    const [x, y] = piece[0]?.from ?? [0, 0];
    const d = `M${x} ${y}${piece.map(({ path }) => path).join("")}`;
    return element("path", { class: "line", d, "stroke-dashoffset": offset });
  });
}

/** Long stretches alone, what is between them together. */
function cutAtLong(stretches: readonly Stretch[]): readonly (readonly Stretch[])[] {
  const pieces: Stretch[][] = [];
  for (const [index, stretch] of stretches.entries()) {
    if (index === 0 || stretch.isLong || stretches[index - 1]?.isLong) pieces.push([]);
    pieces.at(-1)?.push(stretch);
  }
  return pieces;
}

function stretchesOf(points: readonly Point[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let [from] = points;
  for (const [index, point] of points.entries()) {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before || !from) continue;
    const radius = after ? cornerRadius(before, point, after) : HEAD.length - 2;
    const end = moved(point, before, radius);
    const length = distance(from, end);
    stretches.push({ from, path: to(end), length, isLong: length > LONG });
    if (!after) break;
    const next = moved(point, after, radius);
    const corner = `Q${point[0]} ${point[1]} ${next[0]} ${next[1]}`;
    stretches.push({ from: end, path: corner, length: CORNER_LENGTH * radius, isLong: false });
    from = next;
  }
  return stretches;
}

const to = ([x, y]: Point): string => `L${x} ${y}`;

const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.abs(ax - bx) + Math.abs(ay - by);

/** The point `way` px from `point` towards `other`, along one axis. */
function moved(point: Point, other: Point, way: number): Point {
  return [point[0] + Math.sign(other[0] - point[0]) * way, point[1] + Math.sign(other[1] - point[1]) * way];
}

function cornerRadius(before: Point, point: Point, after: Point): number {
  return Math.min(CORNER, distance(before, point) / 2, distance(point, after) / 2);
}

function headPath(points: readonly Point[]): string {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (!tip || !before) return "";
  const [x, y] = moved(tip, before, HEAD.length);
  const sideways = before[0] === tip[0];
  const [dx, dy] = sideways ? [HEAD.half, 0] : [0, HEAD.half];
  return `M${tip[0]} ${tip[1]}L${x - dx} ${y - dy}L${x + dx} ${y + dy}z`;
}
