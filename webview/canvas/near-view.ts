import {
  type Box,
  drawEdge,
  drawNode,
  edgeKey,
  type Layout,
  type PlacedEdge,
  type PlacedNode,
} from "../../diagram/index.ts";
import { svg } from "../elements.ts";
import { boxAround, overlaps } from "./box.ts";
import { adorn, type Changed, type Decorator } from "./decorator.ts";
import { appear, glideFrom } from "./motion.ts";

/** The picture from near: each state and each edge in the part that is wanted is an element. */
export interface NearView {
  readonly element: SVGGElement;
  /** How many states and edges there are, with elements or without. */
  readonly size: number;
  draw(layout: Layout): void;
  /** Gives elements to what is in this part, and takes them from all else. */
  show(part: Box | undefined): void;
  /** Since the last drawing: what moved glides to its place, what is new appears; `by` is how much else moves them. */
  glide(by: readonly [x: number, y: number]): void;
  /** Decorates these, or all that have elements. */
  refresh(changed?: Changed): void;
  node(id: string): PlacedNode | undefined;
  edge(key: string): PlacedEdge | undefined;
  elementOf(kind: "node" | "edge", key: string): SVGGElement | undefined;
  /** What an element on the page, or one around it, stands for. */
  ownerOf(target: Element): PlacedNode | PlacedEdge | undefined;
}

/** A state or an edge; it has an element while it is near what is seen. */
interface Item {
  readonly placed: PlacedNode | PlacedEdge;
  readonly box: Box;
  markup: string | undefined;
  element: SVGGElement | undefined;
}

type Items = ReadonlyMap<string, Item>;

export function createNearView(decorators: readonly Decorator[]): NearView {
  const element = svg("g", { class: "near-view" });
  const owners = new WeakMap<Element, Item>();
  let nodes: Items = new Map();
  let edges: Items = new Map();

  /** What was there before the last drawing, with the places that it had. */
  let before: { readonly nodes: Items; readonly edges: Items } | undefined;

  function decorate({ element: own, placed }: Item): void {
    if (own) adorn(decorators, own, placed);
  }

  return {
    element,
    get size() {
      return nodes.size + edges.size;
    },
    draw(layout) {
      before = { nodes, edges };
      nodes = new Map(layout.nodes.map((placed) => [placed.node.id, nodeItem(placed)]));
      edges = new Map(layout.edges.map((placed) => [edgeKey(placed.edge), edgeItem(placed)]));
      for (const item of [...keepElements(before.nodes, nodes), ...keepElements(before.edges, edges)]) {
        if (item.element) owners.set(item.element, item);
        decorate(item);
      }
    },
    show(part) {
      const coming: Item[] = [];
      for (const items of [edges, nodes])
        for (const item of items.values()) if (isComing(item, part)) coming.push(item);
      mount(element, coming, owners);
      for (const item of coming) decorate(item);
    },
    glide(by) {
      if (before) glide(before.nodes, nodes, by);
      if (before) glide(before.edges, edges, by);
      before = undefined;
    },
    refresh(changed) {
      const found = changed ? itemsOf(changed, nodes, edges) : [...nodes.values(), ...edges.values()];
      for (const item of found) decorate(item);
    },
    node(id) {
      const placed = nodes.get(id)?.placed;
      return placed && "node" in placed ? placed : undefined;
    },
    edge(key) {
      const placed = edges.get(key)?.placed;
      return placed && "edge" in placed ? placed : undefined;
    },
    elementOf: (kind, key) => (kind === "node" ? nodes : edges).get(key)?.element,
    ownerOf(target) {
      const hit = target.closest(".near-view > g > g");
      return hit ? owners.get(hit)?.placed : undefined;
    },
  };
}

function nodeItem(placed: PlacedNode): Item {
  const { x, y, width, height } = placed;
  return { placed, box: { x, y, width, height }, markup: undefined, element: undefined };
}

function edgeItem(placed: PlacedEdge): Item {
  const { points, label } = placed;
  const corners = label && ([label.x, label.y] as const);
  const ends = label && ([label.x + label.width, label.y + label.height] as const);
  const box = boxAround([...points, ...(corners && ends ? [corners, ends] : [])]);
  return { placed, box, markup: undefined, element: undefined };
}

const markupOf = ({ placed }: Item): string => ("node" in placed ? drawNode(placed) : drawEdge(placed));

/** What looks as before keeps its element; the answer is what did. */
function* keepElements(before: Items, after: Items): Iterable<Item> {
  for (const [key, old] of before) {
    if (!old.element) continue;
    const item = after.get(key);
    const markup = item && markupOf(item);
    if (item && markup === old.markup && item.placed.depth === old.placed.depth) {
      item.element = old.element;
      item.markup = markup;
      yield item;
    } else old.element.remove();
  }
}

/** Whether an item lacks the element that it should have; one that it shouldn't have is taken away. */
function isComing(item: Item, part: Box | undefined): boolean {
  if (part && overlaps(item.box, part)) return !item.element;
  item.element?.remove();
  item.element = undefined;
  return false;
}

/** Beyond so many at once gliding would stutter. */
const MOST_GLIDING = 400;

function glide(before: Items, after: Items, [dx, dy]: readonly [number, number]): void {
  const shown = [...after].filter(([, { element }]) => element);
  if (shown.length > MOST_GLIDING) return;
  for (const [key, { element, placed, box }] of shown) {
    const old = before.get(key);
    if (!element) continue;
    if (!old || ("edge" in placed && old.element !== element)) appear(element);
    else glideFrom(element, "node" in placed ? box : undefined, old.box.x - box.x + dx, old.box.y - box.y + dy);
  }
}

function mount(view: SVGGElement, coming: readonly Item[], owners: WeakMap<Element, Item>): void {
  const holder = svg("g", {});
  for (const item of coming) item.markup ??= markupOf(item);
  holder.innerHTML = coming.map(({ markup }) => markup).join("");
  const elements = [...holder.children] as SVGGElement[];
  for (const [index, item] of coming.entries()) {
    const element = elements[index];
    if (!element) continue;
    item.element = element;
    owners.set(element, item);
    groupOf(view, item).append(element);
  }
}

/** Outer levels lie below what is in them; of one depth edges end under nodes. */
function groupOf(view: SVGGElement, { placed }: Item): Element {
  const index = placed.depth * 2 + ("node" in placed ? 1 : 0);
  while (view.children.length <= index) view.append(svg("g", {}));
  return view.children[index] ?? view;
}

function* itemsOf({ states = [], edges: keys = [] }: Changed, nodes: Items, edges: Items): Iterable<Item> {
  for (const id of states) {
    const item = nodes.get(id);
    if (item) yield item;
  }
  for (const key of keys) {
    const item = edges.get(key);
    if (item) yield item;
  }
}
