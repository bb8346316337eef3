import type { PlacedNode } from "../../diagram/index.ts";
import type { Picture } from "../canvas/picture.ts";
import { html } from "../elements.ts";
import { isContainer } from "./collapse.ts";
import { isState } from "./steps.ts";

/** The picture as a tree for screen readers: nobody sees it, and what is selected in it is the selected state. */
export interface Outline {
  /** Follows what is drawn and selected. */
  show(selected: string | undefined): void;
}

/** Of large machines so many states before and after the selected one are in the page. */
const NEIGHBOURS = 60;

/** What a state is called aloud. */
export type Describe = (placed: PlacedNode) => string;

/** Makes `surface` a tree with one tab stop. */
export function createOutline(surface: HTMLElement, picture: Picture, describe: Describe): Outline {
  const list = html("div", "outline");
  surface.append(list);
  let layout: Picture["layout"];
  let entries: readonly Entry[] = [];

  return {
    show(selected) {
      if (layout !== picture.layout) entries = entriesOf(picture);
      layout = picture.layout;
      const isTree = entries.length > 0;
      surface.setAttribute("role", isTree ? "tree" : "group");
      const index = entries.findIndex(({ placed }) => placed.node.id === selected);
      const from = Math.max(0, index - NEIGHBOURS);
      const near = entries.slice(from, Math.max(index, 0) + NEIGHBOURS + 1);
      list.replaceChildren(
        ...near.map((entry, place) => itemOf(entry, from + place, entry.placed.node.id === selected, describe)),
      );
      if (index >= 0) surface.setAttribute("aria-activedescendant", `state-${index}`);
      else surface.removeAttribute("aria-activedescendant");
    },
  };
}

interface Entry {
  readonly placed: PlacedNode;
  readonly place: number;
  readonly siblings: number;
}

/** The states in the order of the flow, what is in a container after it. Iterative. */
function entriesOf({ layout }: Picture): readonly Entry[] {
  const inside = new Map<string | null, PlacedNode[]>();
  for (const placed of layout?.nodes ?? []) {
    if (!isState(placed)) continue;
    const own = inside.get(placed.parent);
    if (own) own.push(placed);
    else inside.set(placed.parent, [placed]);
  }
  const levelOf = (parent: string | null): Entry[] => {
    const own = inside.get(parent) ?? [];
    return own.map((placed, index) => ({ placed, place: index + 1, siblings: own.length })).toReversed();
  };
  const entries: Entry[] = [];
  const open = levelOf(null);
  for (let entry = open.pop(); entry; entry = open.pop()) {
    entries.push(entry);
    open.push(...levelOf(entry.placed.node.id));
  }
  return entries;
}

function itemOf(
  { placed, place, siblings }: Entry,
  index: number,
  isSelected: boolean,
  describe: Describe,
): HTMLElement {
  const item = html("div", "", describe(placed));
  const attributes: { readonly [name: string]: string | number | boolean } = {
    id: `state-${index}`,
    role: "treeitem",
    "aria-level": placed.depth + 1,
    "aria-setsize": siblings,
    "aria-posinset": place,
    "aria-selected": isSelected,
    ...(isContainer(placed) && { "aria-expanded": placed.hidden === undefined }),
  };
  for (const [name, value] of Object.entries(attributes)) item.setAttribute(name, String(value));
  return item;
}
