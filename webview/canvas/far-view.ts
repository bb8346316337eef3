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
  let isOutdated = true;

  function render(): void {
    if (!layout || !isShown || !isOutdated) return;
    isOutdated = false;
    const shapes = shapesOf(layout, decorators);
    element.replaceChildren(...[...shapes].map(([name, parts]) => svg("path", { class: name, d: parts.join("") })));
  }

  return {
    element,
    draw(next) {
      layout = next;
      isOutdated = true;
      render();
    },
    show(shown) {
      isShown = shown;
      if (shown) render();
      else {
        element.replaceChildren();
        isOutdated = true;
      }
    },
    refresh() {
      isOutdated = true;
      render();
    },
  };
}

/** The outlines of all that has one class, in the order in which they are painted. */
function shapesOf(layout: Layout, decorators: readonly Decorator[]): ReadonlyMap<string, readonly string[]> {
  const shapes = new Map<string, string[]>();
  const add = (name: string, shape: string): void => {
    const own = shapes.get(name);
    if (own) own.push(shape);
    else shapes.set(name, [shape]);
  };
  for (const { node, x, y, width, height, dividers } of layout.nodes) {
    if (dividers) add(named("container", tonesOf(decorators, node.id)), `M${x} ${y}h${width}v${height}h${-width}z`);
  }
  for (const { edge, points } of layout.edges) {
    const key = edgeKey(edge);
    const tones = decorators.flatMap(({ edgeTone }) => edgeTone?.(key) ?? []);
    add(
      named(`edge kind-${edge.kind}`, tones),
      points.map(([x, y], index) => `${index ? "L" : "M"}${x} ${y}`).join(""),
    );
  }
  for (const { node, x, y, width, height, dividers } of layout.nodes) {
    if (dividers) continue;
    const type = `node type-${node.type.toLowerCase()}`;
    add(named(type, tonesOf(decorators, node.id)), `M${x} ${y}h${width}v${height}h${-width}z`);
  }
  return shapes;
}

const tonesOf = (decorators: readonly Decorator[], id: string): readonly string[] =>
  decorators.flatMap(({ tone }) => tone?.(id) ?? []);

const named = (name: string, tones: readonly string[]): string => ["far", name, ...tones].join(" ");
