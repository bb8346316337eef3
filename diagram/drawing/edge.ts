import type { PlacedEdge } from "../layout/layout.ts";
import type { Measure } from "../text-width.ts";
import { classes, element, type Markup, text } from "./markup.ts";
import { words } from "./words.ts";

type Point = readonly [x: number, y: number];

/** Corners are rounded with this radius, where there's room. */
const CORNER = 7;
const HEAD = { length: 8, half: 4.5 } as const;

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
    element("path", { class: "line", d: linePath(points), "stroke-dashoffset": dashOffset(edge.kind, points) }),
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

/** The line with rounded corners, which ends within the arrow head. */
function linePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const parts = [`M${first[0]} ${first[1]}`];
  for (const [index, point] of rest.entries()) {
    const [before, after] = [points[index], rest[index + 1]];
    if (!before) continue;
    if (!after) parts.push(to(moved(point, before, HEAD.length - 2)));
    else {
      const radius = cornerRadius(before, point, after);
      const end = moved(point, after, radius);
      parts.push(`${to(moved(point, before, radius))}Q${point[0]} ${point[1]} ${end[0]} ${end[1]}`);
    }
  }
  return parts.join("");
}

const to = ([x, y]: Point): string => `L${x} ${y}`;

const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.abs(ax - bx) + Math.abs(ay - by);

/** The point `way` px from `point` towards `other`, along one axis. */
function moved(point: Point, other: Point, way: number): Point {
  return [point[0] + Math.sign(other[0] - point[0]) * way, point[1] + Math.sign(other[1] - point[1]) * way];
}

/**
 * Dashes are counted from the end, so that those of edges that join on their way to one target lie on each other. The length
 * is exact: a rounded corner is a parabola, 1.6232 times its radius long.
 */
function dashOffset(kind: string, points: readonly Point[]): number | undefined {
  if (kind !== "catch" && kind !== "default") return undefined;
  let length = 2 - HEAD.length;
  for (const [index, point] of points.entries()) {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before) continue;
    length += distance(before, point);
    if (after) length -= (2 - 1.6232) * cornerRadius(before, point, after);
  }
  return -Math.round(length * 10) / 10;
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
