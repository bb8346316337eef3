import type { GraphEdge, GraphLevel, GraphModel, GraphNode } from "../../language/index.ts";
import { estimateWidth, type Measure } from "../text-width.ts";
import { type Content, contentOf, headerOf, metrics } from "./content.ts";
import { layoutLevel } from "./level.ts";
import type { Level, LevelLayout, Point, Size } from "./level-model.ts";
import { type Walk, walk } from "./walk.ts";

export interface LayoutOptions {
  readonly measure?: Measure;
  /** Containers that are drawn as plain nodes. */
  readonly collapsed?: ReadonlySet<string>;
  /** Kept between calls, so that an edit lays out anew only its level and those around it. */
  readonly cache?: LayoutCache;
}

/** Layouts of levels by what they depend on. Holds what the last picture needed. */
export interface LayoutCache {
  levels: ReadonlyMap<string, LevelLayout>;
}

/** A picture in px: x to the right, y down, the top left corner at (0, 0). */
export interface Layout extends Size {
  /** Containers before what is in them. */
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode extends Box {
  readonly node: GraphNode;
  /** The state around it; null at the outermost level. */
  readonly parent: string | null;
  /** How many containers are around it. */
  readonly depth: number;
  readonly content: Content;
  /** Set for containers: where their branches are divided, x. */
  readonly dividers?: readonly number[];
  /** Set for collapsed containers: how many states are in it. */
  readonly hidden?: number;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  readonly depth: number;
  /** The bends, from the source's border to the target's. */
  readonly points: readonly Point[];
  readonly label: (Box & { readonly text: string }) | null;
  /** Whether nothing leads to its source. */
  readonly unreachable: boolean;
}

const MARGIN = 24;
const PADDING = 18;
const CORNER = 14;
const BETWEEN_BRANCHES = 32;
const LABEL = { height: 18, padding: 12 } as const;

/** How much each kind of edge wants to be straight. */
const PULL = { next: 60, start: 55, end: 20, default: 30, choice: 30, catch: 10 } as const;

/** Lays out a graph, inner levels before outer ones. Iterative; the same graph always gives the same picture. */
export function layoutGraph(graph: GraphModel, options: LayoutOptions = {}): Layout {
  const plan = planOf(graph, options);
  const known = options.cache?.levels;
  const used = new Map<string, LevelLayout>();
  for (const level of plan.levels.toReversed()) {
    const sized = sizeLevel(plan, level);
    plan.sized.set(level.id, { ...sized, layout: keptLayout(sized.level, known, used) });
  }
  if (options.cache) options.cache.levels = used;
  return placeAll(plan);
}

/** What an earlier picture, or this one, already has for a level that looks the same; else a layout of its own. */
function keptLayout(
  level: Level,
  known: ReadonlyMap<string, LevelLayout> | undefined,
  used: Map<string, LevelLayout>,
): LevelLayout {
  // To ask costs more than small levels do: without a cache nothing is.
  if (!known) return layoutLevel(level);
  const key = JSON.stringify(level);
  const layout = used.get(key) ?? known.get(key) ?? layoutLevel(level);
  used.set(key, layout);
  return layout;
}

/** An empty cache, for `LayoutOptions`. */
export function layoutCache(): LayoutCache {
  return { levels: new Map() };
}

interface Plan {
  /** The levels that are drawn, outer before inner. */
  readonly levels: readonly GraphLevel[];
  readonly inner: ReadonlyMap<string, readonly GraphLevel[]>;
  /** States in collapsed containers, by the container. */
  readonly hidden: ReadonlyMap<string, number>;
  readonly measure: Measure;
  readonly sized: Map<string, SizedLevel>;
}

interface SizedLevel {
  readonly walk: Walk;
  readonly contents: readonly Content[];
  readonly level: Level;
  readonly layout?: LevelLayout;
}

function planOf({ levels }: GraphModel, { collapsed, measure = estimateWidth }: LayoutOptions): Plan {
  const holder = new Map<string, string>();
  const inner = new Map<string, GraphLevel[]>();
  const hidden = new Map<string, number>();
  const shown: GraphLevel[] = [];
  for (const level of levels) {
    const { owner } = level;
    const inside = owner === undefined ? undefined : (holder.get(owner) ?? (collapsed?.has(owner) ? owner : undefined));
    if (inside !== undefined) {
      const states = level.nodes.filter(({ type }) => type !== "start" && type !== "end");
      hidden.set(inside, (hidden.get(inside) ?? 0) + states.length);
      for (const { id } of states) holder.set(id, inside);
      continue;
    }
    shown.push(level);
    if (owner === undefined) continue;
    const siblings = inner.get(owner);
    if (siblings) siblings.push(level);
    else inner.set(owner, [level]);
  }
  return { levels: shown, inner, hidden, measure, sized: new Map() };
}

/** A level with the sizes of its nodes, by indexes, as `layoutLevel` takes it. */
function sizeLevel(plan: Plan, graphLevel: GraphLevel): SizedLevel {
  const walked = walk(graphLevel);
  const contents = walked.nodes.map((node) => nodeContent(plan, node, graphLevel.owner === undefined));
  const main = mainWay(walked);
  const hasStart = walked.nodes[0]?.type === "start";
  const nodes = walked.nodes.map((node, index) => {
    const { width, height } = outerSize(plan, node, contents[index]);
    const side = plan.inner.has(node.id) ? metrics.header / 2 : height / 2;
    const corner = node.type === "Choice" ? Math.min(metrics.pill, height / 2) : CORNER;
    const [time, group] = [walked.times[index] ?? 0, walked.groups[index] ?? 0];
    return { width, height, time, group, aside: !main.has(index), side, corner };
  });
  const edges = walked.edges.map(({ edge, from, to, time, back }) => ({
    from,
    to,
    time,
    back,
    stream: edge.kind === "catch" ? ("catch" as const) : ("flow" as const),
    pull: PULL[edge.kind],
    ...(edge.label && { label: labelSize(edge.label, plan.measure) }),
  }));
  return { walk: walked, contents, level: { nodes, edges, topological: walked.topological, hasStart } };
}

/** The nodes that can be reached from the first one without an error. */
function mainWay({ edges, nodes }: Walk): ReadonlySet<number> {
  const out = nodes.map((): number[] => []);
  for (const { edge, from, to } of edges) if (edge.kind !== "catch") out[from]?.push(to);
  const found = new Set([0]);
  for (const node of found) for (const to of out[node] ?? []) found.add(to);
  return found;
}

function labelSize(text: string, measure: Measure): Size {
  return { width: Math.ceil((measure(text, "label") + LABEL.padding) / 2) * 2, height: LABEL.height };
}

function nodeContent(plan: Plan, node: GraphNode, isOutermost: boolean): Content {
  const inner = plan.inner.get(node.id);
  if (inner) return headerOf(node, innerSize(plan, inner).width + 2 * PADDING, plan.measure);
  const count = plan.hidden.get(node.id);
  const detail = count === undefined ? node.detail : `${count} ${count === 1 ? "state" : "states"}`;
  return contentOf({ ...node, ...(detail !== undefined && { detail }) }, isOutermost, plan.measure);
}

function outerSize(plan: Plan, node: GraphNode, content: Content | undefined): Size {
  const inner = plan.inner.get(node.id);
  const { width = 0, height = 0 } = content ?? {};
  return inner ? { width, height: metrics.header + innerSize(plan, inner).height + 2 * PADDING } : { width, height };
}

/** The size of the levels in a container, which stand side by side. */
function innerSize({ sized }: Plan, levels: readonly GraphLevel[]): Size {
  let [width, height] = [(levels.length - 1) * BETWEEN_BRANCHES, 0];
  for (const { id } of levels) {
    const layout = sized.get(id)?.layout;
    width += layout?.width ?? 0;
    height = Math.max(height, layout?.height ?? 0);
  }
  return { width, height };
}

/** Where the top left corner of a level is in the picture. */
interface Origin {
  readonly corner: Point;
  readonly depth: number;
}

function placeAll(plan: Plan): Layout {
  const nodes: PlacedNode[] = [];
  const edges: PlacedEdge[] = [];
  const origins = new Map<string, Origin>();
  let [right, bottom] = [0, 0];
  for (const level of plan.levels) {
    const sized = plan.sized.get(level.id);
    if (!sized?.layout) continue;
    const origin = origins.get(level.id) ?? { corner: [MARGIN, MARGIN], depth: 0 };
    const { corner, depth } = origin;
    if (level.owner === undefined) {
      [right, bottom] = [corner[0] + sized.layout.width + MARGIN, corner[1] + sized.layout.height + MARGIN];
    }
    for (const [index, node] of sized.walk.nodes.entries()) {
      const placed = placeNode(plan, sized, index, node, origin, level.owner ?? null);
      nodes.push({ ...placed, ...placeInner(plan, placed, origins) });
    }
    for (const [index, { edge, from }] of sized.walk.edges.entries()) {
      const unreachable = sized.walk.nodes[from]?.unreachable ?? false;
      edges.push({ edge, depth, unreachable, ...placeEdge(edge, sized, index, corner) });
    }
  }
  return { width: right, height: bottom, nodes, edges };
}

function placeNode(
  plan: Plan,
  { layout, level, contents }: SizedLevel,
  index: number,
  node: GraphNode,
  { corner, depth }: Origin,
  parent: string | null,
): PlacedNode {
  const [x, y] = layout?.nodes[index] ?? [0, 0];
  const { width = 0, height = 0 } = level.nodes[index] ?? {};
  const content = contents[index] ?? { lines: [], detail: "", width, height, textWidth: 0 };
  const hidden = plan.hidden.get(node.id);
  const at = { x: corner[0] + x, y: corner[1] + y };
  return { node, parent, depth, ...at, width, height, content, ...(hidden !== undefined && { hidden }) };
}

/** Sets the origins of the levels in a container, and says where they are divided. */
function placeInner(plan: Plan, placed: PlacedNode, origins: Map<string, Origin>): { dividers?: readonly number[] } {
  const inner = plan.inner.get(placed.node.id);
  if (!inner) return {};
  const size = innerSize(plan, inner);
  const dividers: number[] = [];
  let x = placed.x + Math.round((placed.width - size.width) / 2);
  const y = placed.y + metrics.header + PADDING;
  for (const [index, { id }] of inner.entries()) {
    if (index > 0) dividers.push(x - BETWEEN_BRANCHES / 2);
    origins.set(id, { corner: [x, y], depth: placed.depth + 1 });
    x += (plan.sized.get(id)?.layout?.width ?? 0) + BETWEEN_BRANCHES;
  }
  return { dividers };
}

function placeEdge(
  edge: GraphEdge,
  { layout, level }: SizedLevel,
  index: number,
  [left, top]: Point,
): Pick<PlacedEdge, "points" | "label"> {
  const drawn = layout?.edges[index];
  const points = (drawn?.points ?? []).map(([x, y]): Point => [left + x, top + y]);
  const size = level.edges[index]?.label;
  if (!drawn?.label || !size) return { points, label: null };
  return { points, label: { text: edge.label, x: left + drawn.label[0], y: top + drawn.label[1], ...size } };
}
