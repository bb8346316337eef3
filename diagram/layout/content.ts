import type { GraphNode } from "../../language/index.ts";
import type { Measure } from "../text-width.ts";
import { elided, shortened, wrapped } from "./fitted-text.ts";

/** What is written in a node, as it fits there. */
export interface Content {
  /** The name in one or two lines. */
  readonly lines: readonly string[];
  /** The second, smaller line; "" where there is none. */
  readonly detail: string;
  readonly width: number;
  readonly height: number;
  /** px that the widest line takes. */
  readonly textWidth: number;
}

/** Sizes of a node, shared with the drawing. */
export const metrics = {
  /** Room left of the text, for the icon. */
  textLeft: 44,
  textRight: 14,
  icon: 24,
  iconLeft: 10,
  /** A badge, more for its number, and between the name and the first one. */
  badge: 18,
  badgeNumber: 10,
  beforeBadges: 8,
  /** Radii: of a state, of a container, and of a Choice, which is round at both ends. */
  corner: 8,
  containerCorner: 10,
  pill: 23,
  nameLine: 16,
  detailLine: 14,
  header: 34,
  minWidth: 140,
  maxWidth: 260,
  /** Widths come in few steps, so that states in a column mostly have the same. */
  widthStep: 40,
  /** A container that needs less room for what is in it is at most so wide for its header. */
  maxHeader: 380,
} as const;

/** Heights by the number of name lines, without and with a second line. */
const HEIGHTS = [
  [46, 46],
  [56, 66],
] as const;

const POINTS: { readonly [type: string]: readonly [outermost: number, inner: number] } = {
  start: [14, 10],
  end: [18, 14],
};

export function contentOf(node: GraphNode, isOutermost: boolean, measure: Measure): Content {
  const point = POINTS[node.type];
  if (point) {
    const size = point[isOutermost ? 0 : 1];
    return { lines: [], detail: "", width: size, height: size, textWidth: 0 };
  }
  const around = metrics.textLeft + metrics.textRight;
  const room = metrics.maxWidth - around;
  const badges = badgesWidth(node);
  const lines = wrapped(node.label, room, (text) => measure(text, "name"), badges);
  const detail = shortened(node.detail ?? "", room, (text) => measure(text, "detail"));
  const [first = 0, ...more] = [...lines.map((line) => measure(line, "name")), measure(detail, "detail")];
  const textWidth = Math.max(first, ...more);
  const needed = around + Math.max(first + badges, ...more);
  const steps = Math.max(0, Math.ceil((needed - metrics.minWidth) / metrics.widthStep));
  const width = Math.min(metrics.maxWidth, metrics.minWidth + steps * metrics.widthStep);
  const height = HEIGHTS[lines.length > 1 ? 1 : 0][detail ? 1 : 0];
  return { lines, detail, width, height, textWidth };
}

/** A container's header is as wide as the container, but never too narrow for most names. */
export function headerOf(node: GraphNode, inner: number, measure: Measure): Content {
  const around = metrics.textLeft + metrics.textRight + badgesWidth(node);
  const wish = around + measure(node.label, "name") + (node.detail ? 10 + measure(node.detail, "detail") : 0);
  const width = Math.ceil(Math.max(inner, Math.min(wish, metrics.maxHeader)) / 2) * 2;
  const line = elided(node.label, width - around, (text) => measure(text, "name"));
  const used = measure(line, "name");
  const room = width - around - used - 10;
  const detail = room > 40 ? shortened(node.detail ?? "", room, (text) => measure(text, "detail")) : "";
  const textWidth = used + (detail ? 10 + measure(detail, "detail") : 0);
  return { lines: [line], detail, width, height: metrics.header, textWidth };
}

/** What small signs stand right of a state's name, from left to right. */
export function badgesOf({ comment, waits, retriers, catchers }: GraphNode): readonly Badge[] {
  return [
    ...(comment ? (["note"] as const) : []),
    ...(waits ? ([waits] as const) : []),
    ...(retriers > 0 ? (["retry"] as const) : []),
    ...(catchers > 0 ? (["catch"] as const) : []),
  ];
}

/** A comment; a wait for a job or a token; retriers, with their number; catchers. */
export type Badge = "note" | "job" | "token" | "retry" | "catch";

/** The room that the badges take beside a name. */
export function badgesWidth(node: GraphNode): number {
  const badges = badgesOf(node);
  if (badges.length === 0) return 0;
  return (
    metrics.beforeBadges + badges.length * metrics.badge + (node.retriers > 0 ? metrics.badgeNumber : 0) - BADGE_GAP
  );
}

/** Behind the last badge there's none of the room that each has to the next one. */
const BADGE_GAP = 6;
