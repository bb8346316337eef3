import type { PlacedNode } from "../../diagram/index.ts";
import type { Picture } from "../canvas/picture.ts";
import type { Viewport } from "../canvas/viewport.ts";
import { svg } from "../elements.ts";
import { isState } from "./steps.ts";

/** The state that is selected, at most one. */
export interface Selection {
  readonly id: string | undefined;
  /**
   * Selects a state and brings it into view; undefined selects none. Of a state in a collapsed container that is the
   * container; one that isn't drawn yet is selected when it is.
   */
  select(id: string | undefined): void;
  /** The picture was drawn anew: a state that is wanted may have come, or gone. */
  redraw(): void;
}

export interface SelectionEvents {
  /** It changed, whoever changed it; or its state was drawn anew. */
  changed(): void;
  /** A person wants to see this state in the text. */
  opened(id: string): void;
}

/** Selects by click on `surface`. */
export function createSelection(
  surface: HTMLElement,
  picture: Picture,
  viewport: Viewport,
  events: SelectionEvents,
): Selection {
  let current: string | undefined;
  let wanted: string | undefined;
  picture.decorate({
    state: (element, placed) => mark(element, placed, placed.node.id === current),
    tone: (id) => (id === current ? "selected" : undefined),
  });

  function take(id: string | undefined): void {
    const before = current;
    current = id;
    picture.refresh({ states: [before, id].filter((changed) => changed !== undefined) });
    events.changed();
  }

  function select(id: string | undefined): void {
    wanted = id;
    const placed = id === undefined ? undefined : drawnFor(picture, id);
    if (placed?.node.id !== current) take(placed?.node.id);
    if (placed) viewport.show(placed);
  }

  surface.addEventListener("click", ({ target, clientX, clientY }) => {
    const id = picture.idAt(target, viewport.at(clientX, clientY));
    select(id);
    if (current !== undefined) events.opened(current);
  });
  return {
    get id() {
      return current;
    },
    select,
    redraw() {
      const placed = wanted === undefined ? undefined : drawnFor(picture, wanted);
      if (placed?.node.id !== current) take(placed?.node.id);
      else events.changed();
    },
  };
}

/** A state's place, or that of the collapsed container around it. */
function drawnFor(picture: Picture, id: string): PlacedNode | undefined {
  for (let path = id; path !== ""; path = path.slice(0, path.lastIndexOf("/"))) {
    const placed = picture.node(path);
    if (placed) return isState(placed) ? placed : undefined;
  }
  return undefined;
}

/** A ring around the state, which leaves its own border to its status. */
function mark(element: SVGGElement, placed: PlacedNode, isSelected: boolean): void {
  element.classList.toggle("selected", isSelected);
  element.querySelector(":scope > .ring")?.remove();
  if (!isSelected) return;
  const rx = Number(element.querySelector(":scope > .box")?.getAttribute("rx") ?? 0) + 4;
  const [width, height] = [placed.width + 8, placed.height + 8];
  element.prepend(svg("rect", { class: "ring", x: -4, y: -4, width, height, rx }));
}
