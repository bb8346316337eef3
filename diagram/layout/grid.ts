import type { Level, LevelEdge } from "./level-model.ts";

/** Something that takes a place in a layer: a node, an edge's label, or a lane in which an edge passes the layer. */
export interface Element {
  readonly id: number;
  readonly kind: "node" | "label" | "lane";
  readonly layer: number;
  /** How far it reaches to the left and right of its axis. */
  left: number;
  right: number;
  readonly height: number;
  /** The node; -1 for others. */
  readonly node: number;
  /** The edge that a label or lane belongs to; of a lane that several edges share, one of them. -1 for nodes. */
  readonly edge: number;
  readonly time: number;
  /** Whether it is a lane that several edges share from the outset. */
  common: boolean;
  readonly up: Segment[];
  readonly down: Segment[];
  readonly above: Arc[];
  readonly below: Arc[];
}

/** A piece of an edge between two neighbouring layers. */
export interface Segment {
  upper: number;
  lower: number;
  readonly edges: number[];
}

/** Where a loop turns: below its source or above its target, between the node and the lane beside it in the same layer. */
export interface Arc {
  readonly node: number;
  lane: number;
  readonly edges: number[];
}

/**
 * The way of an edge through the grid, source and target included; it may also end at a common lane, which leads on to the
 * target: thousands of edges to one target would each list thousands of lanes. A loop turns below its source, runs up in a lane beside its
 * body, whose elements are in the layers from the source's to the target's, and turns above its target.
 */
export interface Chain {
  readonly edge: number;
  readonly loop: boolean;
  path: readonly number[];
}

/** A level as layers of elements. `order[layer]` holds ids from left to right, `place[id]` the index there. */
export interface Grid {
  readonly level: Level;
  readonly elements: readonly Element[];
  readonly chains: readonly Chain[];
  readonly order: number[][];
  readonly place: number[];
}

/** Beyond this many lanes edges of one stream to one target share theirs from the outset. */
const MAX_OWN_LANES = 4000;

interface Draft extends Grid {
  readonly elements: Element[];
  readonly chains: Chain[];
  /** The lanes of each stream to each target by their layers, where edges share them. */
  readonly shared: Map<string, number[]> | undefined;
}

/** The grid before it is ordered: every layer by the time of the walk, loops neither in it nor connected. */
export function buildGrid(level: Level, layers: readonly number[]): Grid {
  const isForward = ({ from, to, label }: LevelEdge): boolean =>
    (layers[to] ?? 0) - (layers[from] ?? 0) >= (label ? 2 : 1);
  let lanes = 0;
  for (const { from, to } of level.edges) lanes += Math.abs((layers[to] ?? 0) - (layers[from] ?? 0));
  const draft: Draft = {
    level,
    elements: [],
    chains: [],
    order: [],
    place: [],
    shared: lanes > MAX_OWN_LANES ? new Map() : undefined,
  };
  for (const [index, node] of level.nodes.entries()) {
    const half = node.width / 2;
    const place = { kind: "node", layer: layers[index] ?? 0, left: half, right: half, common: false } as const;
    addElement(draft, { ...place, height: node.height, node: index, edge: -1, time: node.time });
  }
  for (const [index, edge] of level.edges.entries()) {
    draft.chains.push(isForward(edge) ? forwardChain(draft, index, edge) : loopChain(draft, index, edge));
  }
  const loops = new Set(draft.chains.filter(({ loop }) => loop).flatMap(({ path }) => path.slice(1, -1)));
  for (const element of draft.elements) {
    while (draft.order.length <= element.layer) draft.order.push([]);
    if (!loops.has(element.id)) draft.order[element.layer]?.push(element.id);
  }
  for (const layer of draft.order) layer.sort((a, b) => timeOf(draft, a) - timeOf(draft, b) || a - b);
  for (const layer of draft.order) setPlaces(draft, layer);
  return draft;
}

export function setPlaces(grid: Grid, layer: readonly number[]): void {
  for (let index = 0; index < layer.length; index++) grid.place[layer[index] ?? 0] = index;
}

/** The element with this id: ids are indexes, and those of the grid always exist. */
export function elementAt(grid: Grid, id: number): Element {
  const element = grid.elements[id];
  if (!element) throw new RangeError(`no element ${id}`);
  return element;
}

const timeOf = (grid: Grid, id: number): number => elementAt(grid, id).time;

function addElement(draft: Draft, element: Omit<Element, "id" | "up" | "down" | "above" | "below">): number {
  const id = draft.elements.length;
  draft.elements.push({ ...element, id, up: [], down: [], above: [], below: [] });
  draft.place.push(0);
  return id;
}

function forwardChain(draft: Draft, index: number, edge: LevelEdge): Chain {
  const [from, to] = [elementAt(draft, edge.from), elementAt(draft, edge.to)];
  const [path, lanes] = [[from.id], lanesTo(draft, edge, "down")];
  let joins = false;
  for (let layer = from.layer + 1; layer < to.layer && !joins; layer++) {
    const isLabel = edge.label && layer === from.layer + 1;
    joins = !isLabel && lanes[layer] !== undefined;
    path.push(isLabel ? addLabel(draft, index, layer) : laneIn(draft, lanes, index, layer));
  }
  if (joins) shareFrom(draft, path.at(-1) ?? 0);
  else path.push(to.id);
  const chain = { edge: index, loop: false, path };
  connect(draft, chain);
  return chain;
}

/** A lane that another edge joins is common from there to the target. */
function shareFrom(draft: Draft, lane: number): void {
  let element: Element | undefined = elementAt(draft, lane);
  while (element?.kind === "lane" && !element.common) {
    element.common = true;
    const [next]: readonly Segment[] = element.down;
    element = next && elementAt(draft, next.lower);
  }
}

function loopChain(draft: Draft, index: number, edge: LevelEdge): Chain {
  const [from, to] = [elementAt(draft, edge.from), elementAt(draft, edge.to)];
  const [path, lanes] = [[from.id], lanesTo(draft, edge, "up")];
  for (let layer = from.layer; layer >= to.layer; layer--) {
    const isLabel = edge.label && layer === from.layer;
    path.push(isLabel ? addLabel(draft, index, layer) : laneIn(draft, lanes, index, layer));
  }
  path.push(to.id);
  return { edge: index, loop: true, path };
}

function addLabel(draft: Draft, index: number, layer: number): number {
  const edge = draft.level.edges[index];
  const half = (edge?.label?.width ?? 0) / 2;
  const height = edge?.label?.height ?? 0;
  return addElement(draft, {
    kind: "label",
    layer,
    left: half,
    right: half,
    height,
    node: -1,
    edge: index,
    time: edge?.time ?? 0,
    common: false,
  });
}

/** The lanes that an edge may use, by their layers: its own, or those that all edges of its stream to its target share. */
function lanesTo({ shared }: Draft, { to, stream }: LevelEdge, direction: "down" | "up"): number[] {
  const key = `${to} ${stream} ${direction}`;
  const lanes = shared?.get(key) ?? [];
  shared?.set(key, lanes);
  return lanes;
}

function laneIn(draft: Draft, lanes: number[], edge: number, layer: number): number {
  const known = lanes[layer];
  if (known !== undefined) return known;
  const time = draft.level.edges[edge]?.time ?? 0;
  const shape = { kind: "lane", layer, left: 0, right: 0, height: 0 } as const;
  const id = addElement(draft, { ...shape, node: -1, edge, time, common: false });
  lanes[layer] = id;
  return id;
}

/** Makes the segments and arcs of a chain. Those of loops are made when the loop is put into the layers. */
export function connect(grid: Grid, { path, edge, loop }: Chain): void {
  const vertical = loop ? path.slice(1, -1) : path;
  for (let i = 1; i < vertical.length; i++) {
    addSegment(elementAt(grid, vertical[i - 1] ?? 0), elementAt(grid, vertical[i] ?? 0), edge);
  }
  if (!loop) return;
  addArc(grid, "below", path[0] ?? 0, path[1] ?? 0, edge);
  addArc(grid, "above", path.at(-1) ?? 0, path.at(-2) ?? 0, edge);
}

function addSegment(a: Element, b: Element, edge: number): void {
  const [upper, lower] = a.layer < b.layer ? [a, b] : [b, a];
  const known = segmentBetween(upper, lower);
  if (known) known.edges.push(edge);
  else {
    const segment = { upper: upper.id, lower: lower.id, edges: [edge] };
    upper.down.push(segment);
    lower.up.push(segment);
  }
}

function addArc(grid: Grid, side: "above" | "below", node: number, lane: number, edge: number): void {
  const known = elementAt(grid, lane)[side].find((arc) => arc.node === node);
  if (known) {
    known.edges.push(edge);
    return;
  }
  const arc = { node, lane, edges: [edge] };
  elementAt(grid, node)[side].push(arc);
  elementAt(grid, lane)[side].push(arc);
}

/** The segment between two elements, looked for at the one that has fewer. */
export function segmentBetween(upper: Element, lower: Element): Segment | undefined {
  return upper.down.length < lower.up.length
    ? upper.down.find((segment) => segment.lower === lower.id)
    : lower.up.find((segment) => segment.upper === upper.id);
}
