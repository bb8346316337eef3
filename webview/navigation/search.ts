import type { GraphNode } from "../../language/index.ts";
import type { Picture } from "../canvas/picture.ts";
import { button, html, icon } from "../elements.ts";

/** A box in which to look for states by their names and whatever else is written on them. */
export interface Search {
  open(): void;
  /** The picture was drawn anew. */
  redraw(): void;
}

export interface SearchEvents {
  /** Show this state. */
  go(id: string): void;
  /** The box was closed. */
  closed(): void;
  announce(text: string): void;
}

const UP = "M4 10l4-4 4 4";
const DOWN = "M4 6l4 4 4-4";
const CLOSE = "M4 4l8 8M12 4l-8 8";

/** `root` gets the class `searching` while something is looked for. */
export function createSearch(box: HTMLElement, root: Element, picture: Picture, events: SearchEvents): Search {
  let found: readonly string[] = [];
  let isFound: ReadonlySet<string> = new Set();
  let at = -1;
  const input = inputBox();
  const count = html("span", "count");
  box.append(
    input,
    count,
    button("Previous match", icon(UP), () => step(-1)),
    button("Next match", icon(DOWN), () => step(1)),
    button("Close", icon(CLOSE), close),
  );
  picture.decorate({
    state: (element, { node }) => element.classList.toggle("match", isFound.has(node.id)),
    tone: (id) => (isFound.has(id) ? "match" : undefined),
  });

  function look(): void {
    found = input.value.trim() === "" ? [] : matching(picture, input.value);
    const before = isFound;
    isFound = new Set(found);
    root.classList.toggle("searching", found.length > 0);
    picture.refresh({ states: new Set([...before, ...isFound]) });
    count.textContent = input.value.trim() === "" ? "" : countText(at, found.length);
  }

  function step(by: 1 | -1): void {
    if (found.length === 0) return;
    at = (at + by + found.length) % found.length;
    const id = found[at];
    if (id !== undefined) events.go(id);
    look();
  }

  function close(): void {
    box.hidden = true;
    input.value = "";
    look();
    events.closed();
  }

  input.addEventListener("input", () => {
    at = -1;
    look();
    if (found.length > 0) step(1);
    events.announce(found.length === 1 ? "1 state found" : `${found.length} states found`);
  });
  listenToKeys(box, input, { step, close });
  return {
    open() {
      box.hidden = false;
      input.focus();
      input.select();
    },
    redraw() {
      if (!box.hidden) look();
    },
  };
}

const countText = (at: number, count: number): string =>
  count === 0 ? "no state" : `${Math.max(at, 0) + 1} of ${count}`;

function inputBox(): HTMLInputElement {
  const input = html("input", "");
  input.type = "text";
  input.placeholder = "Find a state";
  input.setAttribute("aria-label", "Find a state");
  return input;
}

function listenToKeys(
  box: HTMLElement,
  input: HTMLInputElement,
  { step, close }: { readonly step: (by: 1 | -1) => void; readonly close: () => void },
): void {
  box.addEventListener("keydown", (event) => {
    const { key, shiftKey } = event;
    if (key === "Escape") close();
    else if (key === "Enter" && event.target === input) step(shiftKey ? -1 : 1);
    else if (key === "ArrowDown") step(1);
    else if (key === "ArrowUp") step(-1);
    else return;
    event.preventDefault();
  });
}

/** The states that have every word somewhere; those with it in the name come first. Also finds what is collapsed. */
function matching({ graph }: Picture, sought: string): readonly string[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const inName: string[] = [];
  const elsewhere: string[] = [];
  for (const { nodes } of graph?.levels ?? []) {
    for (const node of nodes) {
      if (node.type === "start" || node.type === "end") continue;
      if (words.every((word) => node.label.toLowerCase().includes(word))) inName.push(node.id);
      else if (words.every((word) => textOf(node).includes(word))) elsewhere.push(node.id);
    }
  }
  return [...inName, ...elsewhere];
}

const textOf = ({ label, type, detail, comment }: GraphNode): string =>
  [label, type, detail, comment].join(" ").toLowerCase();
