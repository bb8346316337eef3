import { edgeKey } from "../../diagram/index.ts";
import type { Picture } from "../canvas/picture.ts";

/** While the pointer is on a state its edges stand out. */
export function listenToHover(surface: HTMLElement, picture: Picture): void {
  let near: readonly Element[] = [];
  const show = (elements: readonly Element[]): void => {
    for (const element of near) element.classList.remove("near");
    near = elements;
    for (const element of near) element.classList.add("near");
    surface.classList.toggle("hovering", near.length > 0);
  };
  surface.addEventListener("pointerover", ({ target }) => {
    const id = picture.idAt(target);
    const placed = id === undefined ? undefined : picture.node(id);
    const isPlain = placed !== undefined && placed.dividers === undefined;
    show(isPlain ? elementsOf(picture, placed.node.id) : []);
  });
  surface.addEventListener("pointerleave", () => show([]));
}

function elementsOf(picture: Picture, id: string): readonly Element[] {
  return picture.edgesOf(id).flatMap(({ edge }) => picture.edgeElement(edgeKey(edge)) ?? []);
}
