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

/**
 * What is so many px of the screen around what is seen gets elements as well, a few in each frame; once less than the second
 * number of them are left on a side, there are more.
 */
const AROUND = { wanted: 600, least: 250 } as const;
/** A picture with fewer states and edges is drawn whole. */
const FEW = 160;
/** Below this zoom no name can be read: states are boxes. */
const FAR = 0.25;
/** The same where so many states would be seen that moving would stutter. */
const CROWDED = { zoom: 0.5, states: 90 } as const;

/** ms after a step of zooming in which nothing gets elements: zooming goes on, as a rule, and the far view is below. */
const PAUSE = 80;

export function createViews(layer: SVGGElement, decorators: readonly Decorator[]): Views {
  const near = createNearView(decorators);
  const far = createFarView(decorators);
  layer.append(far.element, near.element);
  let layout: Layout | undefined;
  let view: { readonly seen: Box; readonly zoom: number } | undefined;
  /** What has elements or will have them soon; nothing while it is seen from afar. */
  let drawn: Box | undefined;
  let isFar = false;
  let filling = 0;
  let zoomed = 0;

  /** Gives elements to what is still without, a few in each frame; until all that is seen has one, the far view is below. */
  function fill(): void {
    cancelAnimationFrame(filling);
    if (!view || !drawn) return;
    const isDone = performance.now() - zoomed > PAUSE && near.fill(view.seen);
    far.show(near.isLacking(view.seen));
    if (!isDone) filling = requestAnimationFrame(fill);
  }

  function update(isAtOnce: boolean): void {
    if (!view || !layout) return;
    const { seen, zoom } = view;
    const wasFar = isFar;
    isFar = isCrowded(layout, seen, zoom);
    if (isFar) {
      drawn = undefined;
      if (!wasFar || isAtOnce) near.show(undefined, seen, false);
      return far.show(true);
    }
    if (drawn && contains(drawn, widened(seen, AROUND.least / zoom))) return;
    drawn = near.size() <= FEW ? EVERYTHING : widened(seen, AROUND.wanted / zoom);
    near.show(drawn, seen, isAtOnce || drawn === EVERYTHING);
    fill();
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
      update(true);
    },
    show(seen, zoom) {
      if (view && view.zoom !== zoom) zoomed = performance.now();
      view = { seen, zoom };
      update(false);
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
