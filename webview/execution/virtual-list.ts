import { html } from "../elements.ts";

/** A list of any length, of which only what is seen is on the page. */
export interface VirtualList {
  readonly element: HTMLElement;
  /** The list has so many rows, or other ones, from now on. */
  setCount(count: number): void;
  /** Builds the rows that are seen anew. */
  refresh(): void;
  /** The row that keys act on; -1 for none. */
  readonly active: number;
  /** Makes a row the active one and brings it into sight. */
  activate(index: number): void;
}

export interface ListOptions {
  readonly label: string;
  /** Of the list, and of its rows. */
  readonly role: "tree" | "grid" | "listbox";
  readonly rowRole: "treeitem" | "row" | "option";
  row(index: number): HTMLElement;
  /** The active row has changed by what a person did. */
  activated?(index: number): void;
  /** Enter or a double click. */
  opened?(index: number): void;
  /** True for a key that was used up. */
  key?(event: KeyboardEvent, index: number): boolean;
}

/** The height of a row; the style sheet says the same. */
const ROW = 22;
/** Browsers don't draw elements that are much taller. */
const TALLEST = 8_000_000;
/** So many rows more than are seen, above and below. */
const MARGIN = 6;

let lists = 0;

/** A list from within. */
interface List {
  readonly options: ListOptions;
  readonly name: string;
  readonly filler: HTMLElement;
  readonly element: HTMLElement;
  /** The rows that are on the page. */
  readonly rows: Map<number, HTMLElement>;
  count: number;
  active: number;
}

export function createList(options: ListOptions): VirtualList {
  const filler = html("div", "filler");
  const element = html("div", "virtual-list", filler);
  element.tabIndex = 0;
  element.setAttribute("role", options.role);
  element.setAttribute("aria-label", options.label);
  const list: List = { options, name: `list${++lists}`, filler, element, rows: new Map(), count: 0, active: -1 };
  listen(list);
  return {
    element,
    setCount(next) {
      list.count = next;
      if (list.active >= next) list.active = next - 1;
      refresh(list);
    },
    refresh: () => refresh(list),
    get active() {
      return list.active;
    },
    activate: (index) => activate(list, index),
  };
}

const heightOf = ({ count }: List): number => Math.min(TALLEST, count * ROW);
const isTooTall = ({ count }: List): boolean => count * ROW > TALLEST;
const visibleRows = ({ element }: List): number => Math.max(1, Math.ceil(element.clientHeight / ROW));

/** The first row that is seen; where the list is taller than can be drawn, the scroll bar's share of all rows. */
function firstRow(list: List): number {
  const { element, count } = list;
  if (!isTooTall(list)) return Math.floor(element.scrollTop / ROW);
  const share = element.scrollTop / Math.max(1, heightOf(list) - element.clientHeight);
  return Math.floor(share * Math.max(0, count - visibleRows(list)));
}

function show(list: List): void {
  const { rows, element, count } = list;
  const first = firstRow(list);
  const from = Math.max(0, first - MARGIN);
  const to = Math.min(count, first + visibleRows(list) + MARGIN);
  for (const [index, row] of rows) {
    if (index >= from && index < to) continue;
    row.remove();
    rows.delete(index);
  }
  const shift = isTooTall(list) ? element.scrollTop - first * ROW : 0;
  for (let index = from; index < to; index++) {
    const row = rows.get(index) ?? build(list, index);
    row.style.setProperty("transform", `translateY(${index * ROW + shift}px)`);
  }
}

function build(list: List, index: number): HTMLElement {
  const { options, name, rows, filler } = list;
  const row = options.row(index);
  row.classList.add("list-row");
  row.id = `${name}-${index}`;
  row.setAttribute("role", options.rowRole);
  row.dataset.index = String(index);
  mark(row, index === list.active);
  rows.set(index, row);
  filler.append(row);
  return row;
}

function mark(row: HTMLElement | undefined, isActive: boolean): void {
  row?.classList.toggle("active", isActive);
  row?.setAttribute("aria-selected", String(isActive));
}

function refresh(list: List): void {
  for (const row of list.rows.values()) row.remove();
  list.rows.clear();
  list.filler.style.setProperty("height", `${heightOf(list)}px`);
  show(list);
}

function activate(list: List, index: number): void {
  const { rows, element, count, name } = list;
  mark(rows.get(list.active), false);
  list.active = Math.max(-1, Math.min(index, count - 1));
  const { active } = list;
  if (active < 0) return element.removeAttribute("aria-activedescendant");
  const [first, seen] = [firstRow(list), visibleRows(list)];
  if (active < first + 1 || active > first + seen - 2) {
    const wanted = Math.max(0, active - Math.floor(seen / 2));
    const share = wanted / Math.max(1, count - seen);
    element.scrollTop = isTooTall(list) ? share * (heightOf(list) - element.clientHeight) : wanted * ROW;
  }
  show(list);
  mark(rows.get(active) ?? build(list, active), true);
  element.setAttribute("aria-activedescendant", `${name}-${active}`);
}

/** Where each key goes from the active row. */
const steps: { readonly [key: string]: (list: List) => number } = {
  ArrowDown: ({ active }) => active + 1,
  ArrowUp: ({ active }) => Math.max(0, active - 1),
  PageDown: (list) => list.active + visibleRows(list) - 1,
  PageUp: (list) => Math.max(0, list.active - visibleRows(list) + 1),
  Home: () => 0,
  End: ({ count }) => count - 1,
};

function listen(list: List): void {
  const { element, options } = list;
  const choose = (index: number): void => {
    activate(list, index);
    if (list.active >= 0) options.activated?.(list.active);
  };
  element.addEventListener("keydown", (event) => {
    if (event.altKey || options.key?.(event, list.active)) return;
    const step = event.ctrlKey || event.metaKey ? undefined : steps[event.key];
    if (step) choose(step(list));
    else if (event.key === "Enter" && list.active >= 0) options.opened?.(list.active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const indexAt = (target: EventTarget | null): number =>
    Number((target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null)?.dataset.index ?? -1);
  element.addEventListener("click", ({ target }) => {
    const index = indexAt(target);
    if (index >= 0) choose(index);
  });
  element.addEventListener("dblclick", ({ target }) => {
    const index = indexAt(target);
    if (index >= 0) options.opened?.(index);
  });
  element.addEventListener("scroll", () => show(list), { passive: true });
  new ResizeObserver(() => show(list)).observe(element);
}
