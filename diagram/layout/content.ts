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
  /** A badge with its number, and one without. */
  retryBadge: 30,
  catchBadge: 18,
  nameLine: 16,
  detailLine: 14,
  header: 34,
  minWidth: 130,
  maxWidth: 260,
  /** A container that needs less room for what is in it is at most so wide for its header. */
  maxHeader: 320,
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
  const around = metrics.textLeft + metrics.textRight + badgesWidth(node);
  const room = metrics.maxWidth - around;
  const lines = wrapped(node.label, room, (text) => measure(text, "name"));
  const detail = shortened(node.detail ?? "", room, (text) => measure(text, "detail"));
  const textWidth = Math.max(measure(detail, "detail"), ...lines.map((line) => measure(line, "name")));
  const width = Math.min(metrics.maxWidth, Math.max(metrics.minWidth, Math.ceil((around + textWidth) / 10) * 10));
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

export function badgesWidth({ retriers, catchers }: GraphNode): number {
  return (retriers > 0 ? metrics.retryBadge : 0) + (catchers > 0 ? metrics.catchBadge : 0);
}
