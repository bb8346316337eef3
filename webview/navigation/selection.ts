import { edgeKey, type PlacedNode } from "../../diagram/index.ts";
import type { Picture } from "../canvas/picture.ts";
import type { Viewport } from "../canvas/viewport.ts";
import { svg } from "../elements.ts";

/** The state that is selected, at most one. */
export interface Selection {
  readonly id: string | undefined;
  /** Selects a state and brings it into view; undefined selects none. */
  select(id: string | undefined): void;
  /** The picture was drawn anew: a state that is wanted may have come, or gone. */
  redraw(): void;
}

export interface SelectionEvents {
  /** It changed, whoever changed it. */
  changed(): void;
  /** A person wants to see this state in the text. */
  opened(id: string): void;
}

/** Selects by click and by keyboard on `surface`. */
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
    const placed = id === undefined ? undefined : picture.node(id);
    const found = placed && isState(placed) ? placed.node.id : undefined;
    if (found === current) return;
    take(found);
    if (placed && found !== undefined) viewport.show(placed);
  }

  function redraw(): void {
    if (current !== undefined && !picture.node(current)) take(undefined);
    if (current === undefined && wanted !== undefined) select(wanted);
    else events.changed();
  }

  surface.addEventListener("click", ({ target, clientX, clientY }) => {
    const id = picture.idAt(target, viewport.at(clientX, clientY));
    const placed = id === undefined ? undefined : picture.node(id);
    select(placed && isState(placed) ? id : undefined);
    if (current !== undefined) events.opened(current);
  });
  surface.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      select(step(picture, current) ?? current);
    } else if (event.key === "Enter" && current !== undefined) events.opened(current);
    else if (event.key === "Escape") select(current === undefined ? undefined : outer(picture, current));
  });
  listenToHover(surface, picture);
  return {
    get id() {
      return current;
    },
    select,
    redraw,
  };
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

const isState = ({ node }: PlacedNode): boolean => node.type !== "start" && node.type !== "end";

type Step = (picture: Picture, id: string | undefined) => string | undefined;

/** Where each key goes: along the flow, to what stands beside, to the first and the last state. */
const STEPS: { readonly [key: string]: Step } = {
  ArrowDown: (picture, id) => (id === undefined ? firstState(picture) : follow(picture, id, "from", "to")),
  ArrowUp: (picture, id) => (id === undefined ? firstState(picture) : follow(picture, id, "to", "from")),
  ArrowLeft: (picture, id) => beside(picture, id, -1),
  ArrowRight: (picture, id) => beside(picture, id, 1),
  Home: (picture) => firstState(picture),
};

const statesOf = ({ layout }: Picture): readonly PlacedNode[] => layout?.nodes.filter(isState) ?? [];

const firstState = (picture: Picture): string | undefined => statesOf(picture)[0]?.node.id;

/** The state at the other end of the first edge; of a container's last state, none. */
function follow(picture: Picture, id: string, here: "from" | "to", there: "from" | "to"): string | undefined {
  const next = picture.edgesOf(id).find(({ edge }) => {
    const placed = picture.node(edge[there]);
    return edge[here] === id && placed && isState(placed);
  });
  return next?.edge[there];
}

/** The nearest state to the left or right at about the same height; from a container's border into it. */
function beside(picture: Picture, id: string | undefined, direction: -1 | 1): string | undefined {
  const from = id === undefined ? undefined : picture.node(id);
  if (!from) return firstState(picture);
  if (direction === 1 && from.dividers) return statesOf(picture).find(({ parent }) => parent === id)?.node.id;
  let [best, nearest]: [string | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const { node, x, y, width, height, dividers } of statesOf(picture)) {
    const away = (x + width / 2 - (from.x + from.width / 2)) * direction;
    const beyond = Math.max(0, y - (from.y + from.height), from.y - (y + height));
    if (away <= 0 || dividers || node.id === id) continue;
    const distance = away + beyond * 4;
    if (distance < nearest) [best, nearest] = [node.id, distance];
  }
  return best;
}

const outer = (picture: Picture, id: string): string | undefined => picture.node(id)?.parent ?? undefined;

/** While the pointer is on a state its edges stand out. */
function listenToHover(surface: HTMLElement, picture: Picture): void {
  let near: readonly Element[] = [];
  surface.addEventListener("pointerover", ({ target }) => {
    const id = picture.idAt(target);
    const placed = id === undefined ? undefined : picture.node(id);
    const isPlain = placed !== undefined && placed.dividers === undefined;
    for (const element of near) element.classList.remove("near");
    near = isPlain ? elementsOf(picture, placed.node.id) : [];
    for (const element of near) element.classList.add("near");
    surface.classList.toggle("hovering", near.length > 0);
  });
}

function elementsOf(picture: Picture, id: string): readonly Element[] {
  return picture.edgesOf(id).flatMap(({ edge }) => picture.edgeElement(edgeKey(edge)) ?? []);
}
