import type { Json } from "../../language/index.ts";
import { button, html } from "../elements.ts";

/** So many members are shown at once; the rest on demand. */
const PAGE = 100;
/** Longer texts are cut in the tree; copying gives them whole. */
const MAX_TEXT = 2000;

/** A JSON value as a tree that opens. What is closed isn't built, so size doesn't matter. */
export function jsonTree(value: Json, open = true): HTMLElement {
  return branch(undefined, value, open);
}

function branch(key: string | undefined, value: Json, open: boolean): HTMLElement {
  const name = key === undefined ? undefined : html("span", "key", `${key}: `);
  if (typeof value !== "object" || value === null) return html("div", "leaf", name, scalar(value));
  const entries = Array.isArray(value)
    ? value.map((item: Json, index): Entry => [String(index), item])
    : Object.entries(value as { readonly [key: string]: Json });
  if (entries.length === 0)
    return html("div", "leaf", name, html("span", "bracket", Array.isArray(value) ? "[]" : "{}"));
  const details = html("details", "branch", html("summary", "", name, html("span", "count", sizeText(value, entries))));
  const build = (): void => {
    if (details.open && !details.querySelector(":scope > .members")) details.append(members(entries));
  };
  details.addEventListener("toggle", build);
  details.open = open;
  build();
  return details;
}

type Entry = readonly [key: string, value: Json];

function sizeText(value: Json, entries: readonly Entry[]): string {
  if (Array.isArray(value)) return entries.length === 1 ? "[1 item]" : `[${entries.length} items]`;
  const names = entries.slice(0, 4).map(([key]) => key);
  return `{ ${names.join(", ")}${entries.length > names.length ? ", …" : ""} }`;
}

function members(entries: readonly Entry[], from = 0): HTMLElement {
  const list = html("div", "members");
  for (const [key, value] of entries.slice(from, from + PAGE)) list.append(branch(key, value, false));
  const left = entries.length - from - PAGE;
  if (left > 0) {
    const more = button("Show more", `${left} more`, () => more.replaceWith(members(entries, from + PAGE)));
    list.append(more);
  }
  return list;
}

function scalar(value: string | number | boolean | null): HTMLElement {
  if (typeof value !== "string") return html("span", value === null ? "null" : typeof value, String(value));
  const shown = value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
  return html("span", "string", JSON.stringify(shown));
}
