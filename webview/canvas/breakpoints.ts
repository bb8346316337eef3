import type { PlacedNode } from "../../diagram/index.ts";
import { svg } from "../elements.ts";
import { isState } from "../navigation/steps.ts";
import type { StateBreakpoint } from "../protocol.ts";
import type { Picture } from "./picture.ts";

/** Breakpoints at the left edges of their states, where a click sets and clears them, as beside a line of text. */
export interface Breakpoints {
  show(breakpoints: readonly StateBreakpoint[]): void;
  /** What a screen reader says of a state's breakpoint. */
  describe(id: string): string | undefined;
}

const SHAPES = {
  plain: "M5 0A5 5 0 1 1-5 0 5 5 0 0 1 5 0z",
  condition: "M5 0A5 5 0 1 1-5 0 5 5 0 0 1 5 0zM-2.5-1.2H2.5M-2.5 1.2H2.5",
  log: "M0-5.5 5.5 0 0 5.5-5.5 0z",
} as const satisfies { readonly [Type in StateBreakpoint["type"]]: string };

export function createBreakpoints(surface: HTMLElement, picture: Picture, toggle: (id: string) => void): Breakpoints {
  let byState: ReadonlyMap<string, StateBreakpoint> = new Map();
  /** A state under the pointer shows where a click would set one. */
  let hovered: Element | undefined;
  picture.decorate({
    state(element, placed) {
      mark(element, placed, byState.get(placed.node.id), element === hovered);
    },
    tone: (id) => (byState.has(id) ? "breakpoint" : undefined),
  });
  surface.addEventListener("pointerover", ({ target }) => {
    const id = picture.idAt(target);
    const [element, placed] = id === undefined ? [] : [picture.element(id), picture.node(id)];
    if (element === hovered) return;
    hovered?.querySelector(":scope > .unset")?.remove();
    hovered = element;
    if (element && placed && isState(placed)) mark(element, placed, byState.get(placed.node.id), true);
  });
  surface.addEventListener("click", (event) => {
    const gutter = event.target instanceof Element ? event.target.closest(".gutter") : null;
    const id = gutter ? picture.idAt(gutter) : undefined;
    if (id === undefined) return;
    event.stopImmediatePropagation();
    toggle(id);
  });
  return {
    show(breakpoints) {
      const before = byState;
      byState = new Map(breakpoints.map((breakpoint) => [breakpoint.id, breakpoint]));
      picture.refresh({ states: new Set([...before.keys(), ...byState.keys()]) });
    },
    describe(id) {
      const breakpoint = byState.get(id);
      return breakpoint && (breakpoint.enabled ? "breakpoint" : "disabled breakpoint");
    },
  };
}

function mark(
  element: SVGGElement,
  { dividers, height }: PlacedNode,
  breakpoint: StateBreakpoint | undefined,
  isHovered: boolean,
): void {
  element.querySelector(":scope > .gutter")?.remove();
  if (!breakpoint && !isHovered) return;
  const y = dividers ? 17 : height / 2;
  const kind = breakpoint ? (breakpoint.enabled ? "set" : "set disabled") : "unset";
  const below = element.querySelector(":scope > .pointer") ?? element.querySelector(":scope > .box");
  below?.after(
    svg(
      "g",
      { class: `gutter ${kind}`, transform: `translate(0 ${y})` },
      svg("title", {}, breakpoint ? "Remove breakpoint" : "Set breakpoint"),
      svg("circle", { class: "reach", r: 9 }),
      svg("path", { class: "mark", d: SHAPES[breakpoint?.type ?? "plain"] }),
    ),
  );
}
