import type { Box, PlacedNode } from "../../diagram/index.ts";
import type { Picture } from "./picture.ts";

/** Names of containers that stay in sight while a part of their containers is. */
export interface StickyHeaders {
  /** Another part is seen. */
  move(seen: Box, zoom: number): void;
}

/** What moves along: name, icon and the button on it. */
const MOVED = ":scope > :is(.name, .tile, .icon, .toggle)";
/** px of the screen between a name and the picture's edge. */
const INDENT = 8;

export function createStickyHeaders(picture: Picture): StickyHeaders {
  let view: { readonly left: number } | undefined;
  picture.decorate({
    state(element, placed) {
      if (!view || !placed.dividers) return;
      // Parts of it may be new.
      delete element.dataset.shift;
      stick(element, placed, view.left);
    },
  });
  return {
    move({ x }, zoom) {
      view = { left: x + INDENT / zoom };
      for (const placed of picture.containers()) {
        const element = picture.element(placed.node.id);
        if (element) stick(element, placed, view.left);
      }
    },
  };
}

function stick(element: SVGGElement, { x, width, content }: PlacedNode, left: number): void {
  // As far as the name doesn't come upon what stands at the header's other end.
  const room = Math.max(0, width - content.textWidth - 110);
  const shift = Math.round(Math.min(Math.max(0, left - x), room));
  if (element.dataset.shift === String(shift) || (shift === 0 && element.dataset.shift === undefined)) return;
  element.dataset.shift = String(shift);
  for (const part of element.querySelectorAll<SVGElement>(MOVED)) part.style.translate = `${shift}px`;
}
