import {
  edgeKey,
  type Layout,
  layoutCache,
  layoutGraph,
  type Measure,
  type PlacedNode,
  toSvg,
  xmlText,
} from "../diagram/index.ts";
import type { GraphModel } from "../language/index.ts";

/** The picture as it is on the page. */
export interface Picture {
  readonly graph: GraphModel | undefined;
  readonly layout: Layout | undefined;
  /** Draws a graph in place of what was there. */
  draw(graph: GraphModel, measure: Measure): void;
  /** A state's element and place; undefined for states that aren't drawn. */
  element(id: string): SVGGElement | undefined;
  node(id: string): PlacedNode | undefined;
  edgeElement(key: string): SVGGElement | undefined;
  /** The tip of an edge's arrow. */
  edgeEnd(key: string): readonly [x: number, y: number] | undefined;
  /** The edges that begin or end at a state. */
  edgesOf(id: string): readonly SVGGElement[];
  /** The state, or the source of the edge, that an event hit. */
  idAt(target: EventTarget | null): string | undefined;
}

const STATE = "data-state";
const EDGE = "data-edge";

/** Pictures in `layer`. The layout of levels that an edit didn't touch is kept. */
export function createPicture(layer: SVGGElement): Picture {
  const cache = layoutCache();
  let graph: GraphModel | undefined;
  let layout: Layout | undefined;
  let nodes: ReadonlyMap<string, PlacedNode> = new Map();
  let elements: ReadonlyMap<string, SVGGElement> = new Map();
  let edges: ReadonlyMap<string, SVGGElement> = new Map();
  const sources = new WeakMap<Element, string>();

  function draw(next: GraphModel, measure: Measure): void {
    graph = next;
    layout = layoutGraph(next, { measure, cache });
    const parsed = new DOMParser().parseFromString(toSvg(layout), "image/svg+xml").documentElement;
    const fragment = document.createDocumentFragment();
    for (const child of [...parsed.childNodes]) fragment.append(document.importNode(child, true));
    layer.replaceChildren(fragment);
    nodes = new Map(layout.nodes.map((placed) => [placed.node.id, placed]));
    elements = byAttribute(layer, STATE);
    edges = byAttribute(layer, EDGE);
    // The document holds names without the characters that XML doesn't allow.
    for (const id of nodes.keys()) remember(sources, elements.get(xmlText(id)), id);
    for (const { edge } of layout.edges) {
      remember(sources, edges.get(xmlText(edgeKey(edge))), edge.from);
    }
  }

  return {
    get graph() {
      return graph;
    },
    get layout() {
      return layout;
    },
    draw,
    element: (id) => elements.get(xmlText(id)),
    node: (id) => nodes.get(id),
    edgeElement: (key) => edges.get(xmlText(key)),
    edgeEnd: (key) => layout?.edges.find(({ edge }) => edgeKey(edge) === key)?.points.at(-1),
    edgesOf: (id) =>
      (layout?.edges ?? []).flatMap(({ edge }) =>
        edge.from === id || edge.to === id ? (edges.get(xmlText(edgeKey(edge))) ?? []) : [],
      ),
    idAt(target) {
      const hit = target instanceof Element ? target.closest(`[${STATE}], [${EDGE}]`) : null;
      return hit ? sources.get(hit) : undefined;
    },
  };
}

function byAttribute(layer: SVGGElement, name: string): ReadonlyMap<string, SVGGElement> {
  return new Map(
    [...layer.querySelectorAll<SVGGElement>(`[${name}]`)].map((element) => [element.getAttribute(name) ?? "", element]),
  );
}

function remember(sources: WeakMap<Element, string>, element: Element | undefined, id: string): void {
  if (element) sources.set(element, id);
}
