import { edgeKey, type Layout } from "../../diagram/index.ts";
import { svg } from "../elements.ts";
import type { Decorator } from "./decorator.ts";

/** The picture from afar: the same few paths however many states there are. */
export interface FarView {
  readonly element: SVGGElement;
  draw(layout: Layout): void;
  show(isShown: boolean): void;
  /** Decorators have something else to show. */
  refresh(): void;
}

export function createFarView(decorators: readonly Decorator[]): FarView {
  const element = svg("g", { class: "far-view" });
  let layout: Layout | undefined;
  let isShown = false;
  /** Kept while it isn't shown, for it takes a while to make; nothing once it is outdated. */
  let paths: readonly Element[] | undefined;
  let making = 0;

  function make(): void {
    if (!layout || paths) return;
    paths = [...shapesOf(layout, decorators).values()].map(({ name, parts }) =>
      svg("path", { class: name, d: parts.join("") }),
    );
  }

  function render(): void {
    if (isShown) make();
    element.replaceChildren(...(isShown && paths ? paths : []));
  }

  return {
    element,
    draw(next) {
      layout = next;
      paths = undefined;
      render();
      // Whoever zooms out doesn't wait for it then.
      cancelIdleCallback(making);
      making = requestIdleCallback(make);
    },
    show(shown) {
      if (shown === isShown) return;
      isShown = shown;
      render();
    },
    refresh() {
      paths = undefined;
      if (isShown) render();
    },
  };
}

/** Outlines of one class that stand near each other: what isn't seen costs nothing then. */
interface Shapes {
  readonly name: string;
  readonly parts: string[];
}

/** The side of the squares in which outlines are put together. */
const CELL = 4000;

/** All outlines in the order in which they are painted. */
function shapesOf(layout: Layout, decorators: readonly Decorator[]): ReadonlyMap<string, Shapes> {
  const all = new Map<string, Shapes>();
  const add = (names: readonly string[], x: number, y: number, shape: string): void => {
    const name = ["far", ...names].join(" ");
    const key = `${name} ${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
    const shapes = all.get(key) ?? { name, parts: [] };
    shapes.parts.push(shape);
    all.set(key, shapes);
  };
  const tonesOf = (id: string): readonly string[] => decorators.flatMap(({ tone }) => tone?.(id) ?? []);
  for (const { node, x, y, width, height, dividers } of layout.nodes) {
    if (dividers) add(["container", ...tonesOf(node.id)], x, y, rectangle(x, y, width, height));
  }
  for (const { edge, points } of layout.edges) {
    const key = edgeKey(edge);
    const tones = decorators.flatMap(({ edgeTone }) => edgeTone?.(key) ?? []);
    const [x, y] = points[0] ?? [0, 0];
    add(["edge", `kind-${edge.kind}`, ...tones], x, y, `M${points.map(([px, py]) => `${px} ${py}`).join("L")}`);
  }
  for (const { node, x, y, width, height, dividers } of layout.nodes) {
    const type = `type-${node.type.toLowerCase()}`;
    if (!dividers) add(["node", type, ...tonesOf(node.id)], x, y, rectangle(x, y, width, height));
  }
  return all;
}

const rectangle = (x: number, y: number, width: number, height: number): string =>
  `M${x} ${y}h${width}v${height}h${-width}z`;
