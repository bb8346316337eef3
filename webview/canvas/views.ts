import type { Box, Layout } from "../../diagram/index.ts";
import { contains, EVERYTHING, overlaps, widened } from "./box.ts";
import type { Decorator } from "./decorator.ts";
import { createFarView } from "./far-view.ts";
import { createNearView, type NearView } from "./near-view.ts";

/** A layout on the page: elements where one is near it, a few paths from afar. */
export interface Views {
  readonly near: NearView;
  /** Whether it is seen from afar. */
  readonly isFar: boolean;
  draw(layout: Layout): void;
  show(seen: Box, zoom: number): void;
  /** Decorators show something else of states from afar. */
  refreshFar(): void;
}

/** Beyond what is seen so many px of the screen are drawn as well, so that small moves need nothing new. */
const AROUND = 400;
/** A picture with fewer states and edges is drawn whole. */
const FEW = 160;
/** Below this zoom no name can be read: states are boxes. */
const FAR = 0.22;
/** The same where so many states would be seen that moving would stutter. */
const CROWDED = { zoom: 0.5, states: 150 } as const;

export function createViews(layer: SVGGElement, decorators: readonly Decorator[]): Views {
  const near = createNearView(decorators);
  const far = createFarView(decorators);
  layer.append(far.element, near.element);
  let layout: Layout | undefined;
  let view: { readonly seen: Box; readonly zoom: number } | undefined;
  /** What has elements; nothing while it is seen from afar. */
  let drawn: Box | undefined;
  let isFar = false;

  function update(): void {
    if (!view || !layout) return;
    const { seen, zoom } = view;
    const wasFar = isFar;
    isFar = isCrowded(layout, seen, zoom);
    if (isFar && wasFar) return;
    if (!isFar && drawn && contains(drawn, seen)) return;
    drawn = isFar ? undefined : near.size <= FEW ? EVERYTHING : widened(seen, AROUND / zoom);
    near.show(drawn);
    far.show(isFar);
  }

  return {
    near,
    get isFar() {
      return isFar;
    },
    draw(next) {
      layout = next;
      drawn = undefined;
      near.draw(next);
      far.draw(next);
      update();
    },
    show(seen, zoom) {
      view = { seen, zoom };
      update();
    },
    refreshFar: far.refresh,
  };
}

function isCrowded({ nodes }: Layout, seen: Box, zoom: number): boolean {
  if (zoom < FAR) return true;
  if (zoom >= CROWDED.zoom) return false;
  let count = 0;
  for (const placed of nodes) if (overlaps(placed, seen)) count++;
  return count > CROWDED.states;
}
