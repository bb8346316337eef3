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
import { boxAround, EVERYTHING, overlaps } from "./box.ts";
import { adorn, type Changed, type Decorator } from "./decorator.ts";
import { appear, glideFrom } from "./motion.ts";

/** The picture from near: each state and each edge in the part that is wanted is an element. */
export interface NearView {
  readonly element: SVGGElement;
  /** How many states and edges there are, with elements or without. */
  size(): number;
  draw(layout: Layout): void;
  /** Takes the elements from all that isn't in this part, and waits to give them to the rest: at once to what is seen. */
  show(part: Box | undefined, seen: Box, isAtOnce: boolean): void;
  /** Gives elements to a few that wait for them, to what is seen first. Whether none waits any more. */
  fill(seen: Box): boolean;
  /** Whether something that is seen waits for its element. */
  isLacking(seen: Box): boolean;
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

/** So many elements are made in one frame. */
const AT_ONCE = 20;

type Items = ReadonlyMap<string, Item>;

export function createNearView(decorators: readonly Decorator[]): NearView {
  const element = svg("g", { class: "near-view" });
  const owners = new WeakMap<Element, Item>();
  let now: Drawing = { nodes: new Map(), edges: new Map() };
  /** What was there before the last drawing, with the places that it had. */
  let before: Drawing | undefined;
  /** What is to have an element and has none yet. */
  let waiting: Item[] = [];

  function decorate({ element: own, placed }: Item): void {
    if (own) adorn(decorators, own, placed);
  }

  function add(items: readonly Item[]): void {
    mount(element, items, owners);
    for (const item of items) decorate(item);
  }

  return {
    element,
    draw(layout) {
      before = now;
      now = drawingOf(layout);
      for (const item of keepElements(before, now)) {
        if (item.element) owners.set(item.element, item);
        decorate(item);
      }
    },
    show(part, seen, isAtOnce) {
      waiting = allOf(now).filter((item) => isComing(item, part));
      if (isAtOnce) add(waiting.filter(({ box }) => part === EVERYTHING || overlaps(box, seen)));
    },
    fill(seen) {
      waiting = waiting.filter(({ element: own }) => !own);
      const first = waiting.filter(({ box }) => overlaps(box, seen));
      add((first.length > 0 ? first : waiting).slice(0, AT_ONCE));
      return waiting.length <= AT_ONCE && waiting.every(({ element: own }) => own);
    },
    isLacking: (seen) => waiting.some(({ element: own, box }) => !own && overlaps(box, seen)),
    glide(by) {
      if (before) glide(before, now, by);
      before = undefined;
    },
    refresh(changed) {
      for (const item of changed ? itemsOf(changed, now) : allOf(now)) decorate(item);
    },
    ...lookUps(() => now, owners),
  };
}

interface Drawing {
  readonly nodes: Items;
  readonly edges: Items;
}

const allOf = ({ nodes, edges }: Drawing): readonly Item[] => [...edges.values(), ...nodes.values()];

function drawingOf(layout: Layout): Drawing {
  return {
    nodes: new Map(layout.nodes.map((placed) => [placed.node.id, nodeItem(placed)])),
    edges: new Map(layout.edges.map((placed) => [edgeKey(placed.edge), edgeItem(placed)])),
  };
}

function lookUps(
  now: () => Drawing,
  owners: WeakMap<Element, Item>,
): Pick<NearView, "node" | "edge" | "elementOf" | "ownerOf" | "size"> {
  return {
    size: () => now().nodes.size + now().edges.size,
    node(id) {
      const placed = now().nodes.get(id)?.placed;
      return placed && "node" in placed ? placed : undefined;
    },
    edge(key) {
      const placed = now().edges.get(key)?.placed;
      return placed && "edge" in placed ? placed : undefined;
    },
    elementOf: (kind, key) => (kind === "node" ? now().nodes : now().edges).get(key)?.element,
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
function* keepElements(before: Drawing, after: Drawing): Iterable<Item> {
  for (const kind of ["nodes", "edges"] as const) {
    for (const [key, old] of before[kind]) {
      if (!old.element) continue;
      const item = after[kind].get(key);
      const markup = item && markupOf(item);
      if (item && markup === old.markup && item.placed.depth === old.placed.depth) {
        item.element = old.element;
        item.markup = markup;
        yield item;
      } else old.element.remove();
    }
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

function glide(before: Drawing, after: Drawing, [dx, dy]: readonly [number, number]): void {
  const shown = allOf(after).filter(({ element }) => element);
  if (shown.length > MOST_GLIDING) return;
  for (const { element, placed, box } of shown) {
    const isNode = "node" in placed;
    const old = isNode ? before.nodes.get(placed.node.id) : before.edges.get(edgeKey(placed.edge));
    if (!element) continue;
    if (!old || (!isNode && old.element !== element)) appear(element);
    else glideFrom(element, isNode ? box : undefined, old.box.x - box.x + dx, old.box.y - box.y + dy);
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

function* itemsOf({ states = [], edges: keys = [] }: Changed, { nodes, edges }: Drawing): Iterable<Item> {
  for (const id of states) {
    const item = nodes.get(id);
    if (item) yield item;
  }
  for (const key of keys) {
    const item = edges.get(key);
    if (item) yield item;
  }
}
