import type { Json } from "../../language/index.ts";
import { button, html, icon } from "../elements.ts";
import { findInJson, isBranch, type JsonRow, jsonRows, pathOf, sizeOf, type Way } from "./json-rows.ts";
import { createList } from "./virtual-list.ts";

export interface JsonTreeEvents {
  copy(text: string): void;
  /** Show the text in an editor. */
  open(text: string): void;
}

const COPY = "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z";
const PATH = "M9.5 2.5 6.5 13.5M4.5 5 1.8 8l2.7 3M11.5 5l2.7 3-2.7 3";
const OPEN = "M6.5 3H3v10h10V9.5M9 2.5h4.5V7M13.2 2.8 7.5 8.5";
const NEXT = "M4 6l4 4 4-4";
const PREVIOUS = "M4 10l4-4 4 4";

/** A JSON value as a tree that can be searched, with what can be done with it. What isn't seen isn't built. */
export function jsonTree(label: string, value: Json, text: string, events: JsonTreeEvents): HTMLElement {
  const rows = jsonRows(value);
  const list = createList({
    label,
    role: "tree",
    rowRole: "treeitem",
    row: (index) => rowElement(rows.at(index), (row) => rows.isOpen(row)),
    opened: (index) => toggle(index),
    key(event, index) {
      if ((event.ctrlKey || event.metaKey) && event.key === "c") events.copy(valueText(rows.at(index), text));
      else if (event.key === "ArrowRight") stepIn(index);
      else if (event.key === "ArrowLeft") stepOut(index);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  });

  function toggle(index: number, open?: boolean): void {
    rows.toggle(index, open);
    list.setCount(rows.length);
    list.activate(index);
  }

  function stepIn(index: number): void {
    const row = rows.at(index);
    if (!row || !isBranch(row)) return;
    if (rows.isOpen(row)) list.activate(index + 1);
    else toggle(index, true);
  }

  function stepOut(index: number): void {
    const row = rows.at(index);
    if (row && rows.isOpen(row)) toggle(index, false);
    else if (row?.parent) list.activate(rows.indexOf(row.parent));
  }

  list.element.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest(".twistie")) toggle(list.active);
  });
  const search = searchBox(value, (way) => {
    const index = rows.reveal(way);
    list.setCount(rows.length);
    list.activate(index);
  });
  const chosen = (): JsonRow | undefined => rows.at(list.active);
  const tools = html(
    "div",
    "value-tools",
    search,
    button("Copy value", icon(COPY), () => events.copy(valueText(chosen(), text))),
    button("Copy path", icon(PATH), () => events.copy(pathOf(chosen() ?? (rows.at(0) as JsonRow)))),
    button("Open in editor", icon(OPEN), () => events.open(text)),
  );
  list.setCount(rows.length);
  return html("div", "json", tools, list.element);
}

/** The value of a row, the whole text where it is the value itself. */
function valueText(row: JsonRow | undefined, whole: string): string {
  if (!row || row.key === undefined) return whole;
  try {
    return typeof row.value === "string" ? row.value : JSON.stringify(row.value, null, 2);
  } catch {
    // Nested more deeply than the browser writes.
    return whole;
  }
}

/** Finds a text, and goes from one place to the next. */
function searchBox(value: Json, reveal: (way: Way) => void): HTMLElement {
  const input = html("input", "");
  input.type = "search";
  input.placeholder = "Find";
  input.setAttribute("aria-label", "Find in this value");
  const count = html("span", "find-count");
  count.setAttribute("role", "status");
  let [found, at, timer]: [readonly Way[], number, number] = [[], -1, 0];

  function go(by: number): void {
    if (found.length === 0) return;
    at = (at + by + found.length) % found.length;
    count.textContent = `${at + 1} of ${found.length}${found.length === 1000 ? "+" : ""}`;
    reveal(found[at] ?? []);
  }
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      found = findInJson(value, input.value.trim());
      at = -1;
      count.textContent = input.value.trim() === "" ? "" : "Nothing found";
      go(1);
    }, 150);
  });
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
  });
  return html(
    "div",
    "find",
    input,
    count,
    button("Previous match", icon(PREVIOUS), () => go(-1)),
    button("Next match", icon(NEXT), () => go(1)),
  );
}

/** Longer texts are cut in the tree; copying gives them whole. */
const LONGEST_TEXT = 500;
/** Deeper rows aren't set further to the right. */
const DEEPEST = 24;

function rowElement(row: JsonRow | undefined, isOpen: (row: JsonRow) => boolean): HTMLElement {
  if (!row) return html("div", "json-row");
  const { key, value, depth, position, size, range } = row;
  const isOpenable = isBranch(row);
  const twistie = html("span", "twistie", isOpenable ? icon("M6 4l4 4-4 4", 14) : undefined);
  const name = key === undefined ? undefined : html("span", "key", `${key}: `);
  const face = range
    ? html("span", "count", `[${range.from} … ${range.to - 1}]`)
    : typeof value === "object" && value !== null
      ? html("span", "count", summaryOf(value))
      : scalar(value ?? null);
  const element = html("div", "json-row", twistie, name, face);
  element.style.setProperty("padding-left", `${Math.min(depth, DEEPEST) * 12}px`);
  element.setAttribute("aria-level", String(depth + 1));
  element.setAttribute("aria-setsize", String(size));
  element.setAttribute("aria-posinset", String(position));
  if (isOpenable) element.setAttribute("aria-expanded", String(isOpen(row)));
  return element;
}

function summaryOf(value: Json): string {
  const size = sizeOf(value);
  if (Array.isArray(value)) return size === 0 ? "[]" : `[${size} item${size === 1 ? "" : "s"}]`;
  if (size === 0) return "{}";
  const names: string[] = [];
  for (const key in value as object) {
    if (names.push(key) === 4) break;
  }
  return `{ ${names.join(", ")}${size > names.length ? ", …" : ""} }`;
}

function scalar(value: Json): HTMLElement {
  if (typeof value !== "string") return html("span", value === null ? "null" : typeof value, String(value));
  const isLong = value.length > LONGEST_TEXT;
  const element = html("span", "string", JSON.stringify(isLong ? `${value.slice(0, LONGEST_TEXT)}…` : value));
  if (isLong) element.title = `${value.length} characters`;
  return element;
}
