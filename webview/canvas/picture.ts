import {
  type Box,
  type Layout,
  layoutCache,
  layoutGraph,
  type Measure,
  type PlacedEdge,
  type PlacedNode,
} from "../../diagram/index.ts";
import type { GraphModel } from "../../language/index.ts";
import { overlaps } from "./box.ts";
import { adorn, type Changed, type Decorator } from "./decorator.ts";
import { createViews } from "./views.ts";

/**
 * The picture as it is on the page. Only what is near the part that is seen has elements; whoever adds something to states
 * or edges does so as a `Decorator`, which is called for each element that comes.
 */
export interface Picture {
  readonly graph: GraphModel | undefined;
  readonly layout: Layout | undefined;
  /** Draws a graph in place of what was there. Containers in `collapsed` are drawn without what is in them. */
  draw(graph: GraphModel, measure: Measure, collapsed?: ReadonlySet<string>): void;
  /** Says which part is seen, and at which zoom. */
  show(seen: Box, zoom: number): void;
  /** A state's place; undefined for what isn't drawn. */
  node(id: string): PlacedNode | undefined;
  edge(key: string): PlacedEdge | undefined;
  /** The edges that begin or end at a state. */
  edgesOf(id: string): readonly PlacedEdge[];
  /** The containers that are open. */
  containers(): readonly PlacedNode[];
  /** A state's element, while it has one. */
  element(id: string): SVGGElement | undefined;
  edgeElement(key: string): SVGGElement | undefined;
  /** Adds a decorator, before the first drawing. */
  decorate(decorator: Decorator): void;
  /** Decorates these states and edges again; all of them where nothing is given. */
  refresh(changed?: Changed): void;
  /** What is on the page glides to its place from where it was, had the picture moved by so much. */
  glide(by: readonly [x: number, y: number]): void;
  /** The tones that decorators give to a state, as it is seen from afar. */
  tones(id: string): readonly string[];
  /** Decorates an element that stands for a state or an edge elsewhere. */
  adorn(element: SVGGElement, placed: PlacedNode | PlacedEdge | undefined): void;
  /** Whether states are mere boxes now. */
  readonly isFar: boolean;
  /** The state, or the source of the edge, that an event hit; `at` is where, in the picture's coordinates. */
  idAt(target: EventTarget | null, at?: readonly [x: number, y: number]): string | undefined;
}

/** Pictures in `layer`. The layout of levels that an edit didn't touch is kept. */
export function createPicture(layer: SVGGElement): Picture {
  const cache = layoutCache();
  const decorators: Decorator[] = [];
  const views = createViews(layer, decorators);
  const { near } = views;
  let graph: GraphModel | undefined;
  let layout: Layout | undefined;
  let containers: readonly PlacedNode[] = [];
  let ends: ReadonlyMap<string, readonly PlacedEdge[]> | undefined;
  return {
    get graph() {
      return graph;
    },
    get layout() {
      return layout;
    },
    draw(next, measure, collapsed = new Set()) {
      graph = next;
      layout = layoutGraph(next, { measure, cache, collapsed });
      ends = undefined;
      containers = layout.nodes.filter(({ dividers }) => dividers !== undefined);
      views.draw(layout);
    },
    show: views.show,
    node: near.node,
    edge: near.edge,
    edgesOf(id) {
      ends ??= edgesByEnd(layout);
      return ends.get(id) ?? [];
    },
    containers: () => containers,
    element: (id) => near.elementOf("node", id),
    edgeElement: (key) => near.elementOf("edge", key),
    decorate: (decorator) => void decorators.push(decorator),
    refresh(changed) {
      near.refresh(changed);
      views.refreshFar();
    },
    glide: near.glide,
    tones: (id) => decorators.flatMap(({ tone }) => tone?.(id) ?? []),
    adorn(element, placed) {
      if (placed) adorn(decorators, element, placed);
    },
    get isFar() {
      return views.isFar;
    },
    idAt(target, at) {
      const hit = target instanceof Element ? near.ownerOf(target) : undefined;
      if (hit) return "node" in hit ? hit.node.id : hit.edge.from;
      return views.isFar && at && layout ? innermostAt(layout, at) : undefined;
    },
  };
}

function edgesByEnd(layout: Layout | undefined): ReadonlyMap<string, readonly PlacedEdge[]> {
  const found = new Map<string, PlacedEdge[]>();
  for (const placed of layout?.edges ?? []) {
    for (const id of new Set([placed.edge.from, placed.edge.to])) {
      const own = found.get(id);
      if (own) own.push(placed);
      else found.set(id, [placed]);
    }
  }
  return found;
}

/** Containers come before what is in them, so the last one is the innermost. */
function innermostAt({ nodes }: Layout, [x, y]: readonly [number, number]): string | undefined {
  return nodes.findLast((box) => overlaps(box, { x, y, width: 0, height: 0 }))?.node.id;
}
