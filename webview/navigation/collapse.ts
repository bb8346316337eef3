import type { PlacedNode } from "../../diagram/index.ts";
import type { Picture } from "../canvas/picture.ts";
import { svg } from "../elements.ts";

/** Which containers are drawn without what is in them. */
export interface Collapse {
  readonly ids: ReadonlySet<string>;
  toggle(id: string): void;
  /** Collapses all outermost containers, or opens all. */
  toggleAll(): void;
  /** Opens whatever hides a state. */
  open(id: string): void;
}

/** Whether a state can be collapsed or is. */
export const isContainer = ({ dividers, hidden }: PlacedNode): boolean =>
  dividers !== undefined || hidden !== undefined;

const CLOSED = "M-1.5 -3 1.5 0 -1.5 3";
const OPEN = "M-3 -1.5 0 1.5 3 -1.5";

/** Containers get a button each. `changed` is called with the container that was toggled, if it was one. */
export function createCollapse(
  surface: HTMLElement,
  picture: Picture,
  saved: readonly string[],
  changed: (id: string | undefined) => void,
): Collapse {
  const ids = new Set<string>(saved);
  picture.decorate({ state: addToggle });

  function toggle(id: string): void {
    if (!ids.delete(id)) ids.add(id);
    changed(id);
  }

  surface.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest(".toggle") : null;
    const id = button ? picture.idAt(button) : undefined;
    if (id === undefined) return;
    event.stopImmediatePropagation();
    toggle(id);
  });
  surface.addEventListener("dblclick", ({ target }) => {
    const id = picture.idAt(target);
    const placed = id === undefined ? undefined : picture.node(id);
    if (placed && isContainer(placed)) toggle(placed.node.id);
  });
  return {
    ids,
    toggle,
    toggleAll() {
      const containers = (picture.graph?.levels ?? []).flatMap(({ owner }) => owner ?? []);
      const isAllOpen = !containers.some((id) => ids.has(id));
      ids.clear();
      if (isAllOpen) for (const id of containers) ids.add(id);
      changed(undefined);
    },
    open(id) {
      const closed = [...ids].filter((container) => id.startsWith(`${container}/`));
      if (closed.length === 0) return;
      for (const container of closed) ids.delete(container);
      changed(undefined);
    },
  };
}

/** A small round button at the corner of the container's icon. */
function addToggle(element: SVGGElement, placed: PlacedNode): void {
  element.querySelector(":scope > .toggle")?.remove();
  const tile = element.querySelector(":scope > .tile");
  if (!tile || !isContainer(placed)) return;
  const at = (name: string): number => Number(tile.getAttribute(name));
  const [x, y] = [at("x") + at("width") - 1, at("y") + at("height") - 3];
  const isClosed = placed.hidden !== undefined;
  element.append(
    svg(
      "g",
      { class: "toggle", transform: `translate(${x} ${y})` },
      svg("title", {}, isClosed ? "Expand" : "Collapse"),
      svg("circle", { class: "reach", r: 14 }),
      svg("circle", { r: 7 }),
      svg("path", { class: "chevron", d: isClosed ? CLOSED : OPEN }),
    ),
  );
}
