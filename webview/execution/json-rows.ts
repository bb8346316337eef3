import type { Json } from "../../language/index.ts";

/** A line of a JSON value as a tree. */
export interface JsonRow {
  /** The key or index; undefined for the value itself. */
  readonly key: string | number | undefined;
  /** Undefined for a range of members. */
  readonly value: Json | undefined;
  readonly depth: number;
  readonly parent: JsonRow | undefined;
  /** The members of an array or object that this stands for, where they are too many to be shown at once. */
  readonly range?: { readonly of: Json; readonly from: number; readonly to: number };
  /** Its place among its siblings, from 1, and how many there are. */
  readonly position: number;
  readonly size: number;
}

/** More members than this are shown in ranges of so many. */
const RANGE = 1000;

export const rootRow = (value: Json): JsonRow => ({
  key: undefined,
  value,
  depth: 0,
  parent: undefined,
  position: 1,
  size: 1,
});

/** Whether there is something in it that can be opened. */
export function isBranch({ value, range }: JsonRow): boolean {
  if (range) return true;
  return typeof value === "object" && value !== null && sizeOf(value) > 0;
}

export const sizeOf = (value: Json): number => {
  if (Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
};

/** What is in a row, one level below it. */
export function childRows(row: JsonRow): readonly JsonRow[] {
  const whole = row.range?.of ?? row.value;
  if (typeof whole !== "object" || whole === null) return [];
  const { from, to } = row.range ?? { from: 0, to: sizeOf(whole) };
  const depth = row.depth + 1;
  const width = rangeWidth(to - from);
  if (width > 1) {
    const size = Math.ceil((to - from) / width);
    return Array.from({ length: size }, (_, index) => {
      const range = { of: whole, from: from + index * width, to: Math.min(to, from + (index + 1) * width) };
      return { key: undefined, value: undefined, depth, parent: row, range, position: index + 1, size };
    });
  }
  const size = to - from;
  if (Array.isArray(whole)) {
    const items = whole.slice(from, to) as readonly Json[];
    return items.map((value, index) => ({ key: from + index, value, depth, parent: row, position: index + 1, size }));
  }
  const entries = Object.entries(whole as { readonly [key: string]: Json }).slice(from, to);
  return entries.map(([key, value], index) => ({ key, value, depth, parent: row, position: index + 1, size }));
}

/** How many members one child stands for, so that there are never more than a thousand children. */
function rangeWidth(count: number): number {
  let width = 1;
  while (count / width > RANGE) width *= RANGE;
  return width;
}

/** The JSONPath of a row: `$.orders[2]['a b']`. */
export function pathOf(row: JsonRow): string {
  const steps: string[] = [];
  for (let at: JsonRow | undefined = row; at; at = at.parent) {
    if (typeof at.key === "number") steps.unshift(`[${at.key}]`);
    else if (at.key !== undefined)
      steps.unshift(/^[A-Za-z_]\w*$/.test(at.key) ? `.${at.key}` : `['${escaped(at.key)}']`);
  }
  return `$${steps.join("")}`;
}

const escaped = (key: string): string => key.replaceAll("\\", "\\\\").replaceAll("'", "\\'");

/** The way to a member: the keys from the value itself on. */
export type Way = readonly (string | number)[];

/** More finds than this nobody goes through. */
const MOST_FINDS = 1000;

/** Where a text stands in keys and values, in the order of the tree. Iterative: values may be nested as deep as they like. */
export function findInJson(root: Json, text: string): readonly Way[] {
  const wanted = text.toLowerCase();
  const found: Way[] = [];
  if (wanted === "") return found;
  interface Place {
    readonly key: string | number | undefined;
    readonly value: Json;
    readonly parent: Place | undefined;
  }
  const pending: Place[] = [{ key: undefined, value: root, parent: undefined }];
  for (let place = pending.pop(); place && found.length < MOST_FINDS; place = pending.pop()) {
    const { key, value } = place;
    const isLeaf = typeof value !== "object" || value === null;
    const inKey = typeof key === "string" && key.toLowerCase().includes(wanted);
    if (inKey || (isLeaf && String(value).toLowerCase().includes(wanted))) {
      const way: (string | number)[] = [];
      for (let at: Place | undefined = place; at?.key !== undefined; at = at.parent) way.unshift(at.key);
      found.push(way);
    }
    if (isLeaf) continue;
    const keys = Array.isArray(value) ? undefined : Object.keys(value);
    for (let i = (keys?.length ?? sizeOf(value)) - 1; i >= 0; i--) {
      const member = keys?.[i] ?? i;
      const inner = (value as { readonly [key: string | number]: Json })[member];
      if (inner !== undefined) pending.push({ key: member, value: inner, parent: place });
    }
  }
  return found;
}

/** The rows that a value shows with some of them open. */
export interface JsonRows {
  readonly length: number;
  at(index: number): JsonRow | undefined;
  isOpen(row: JsonRow): boolean;
  toggle(index: number, open?: boolean): void;
  /** Opens whatever leads to a member; gives the index of its row, -1 if there is none. */
  reveal(way: Way): number;
  indexOf(row: JsonRow): number;
}

export function jsonRows(value: Json): JsonRows {
  const root = rootRow(value);
  let rows: readonly JsonRow[] = [root];
  const open = new Set<JsonRow>();

  function toggle(index: number, wanted?: boolean): void {
    const row = rows[index];
    if (!row || !isBranch(row) || wanted === open.has(row)) return;
    if (open.delete(row)) {
      let end = index + 1;
      while ((rows[end]?.depth ?? 0) > row.depth) open.delete(rows[end++] as JsonRow);
      rows = [...rows.slice(0, index + 1), ...rows.slice(end)];
    } else {
      open.add(row);
      rows = rows.slice(0, index + 1).concat(childRows(row), rows.slice(index + 1));
    }
  }

  function reveal(way: Way): number {
    let index = 0;
    for (const key of way) {
      for (;;) {
        toggle(index, true);
        const next = childIndex(rows, index, key);
        if (next < 0) return -1;
        index = next;
        if (!rows[index]?.range) break;
      }
    }
    return index;
  }

  toggle(0, true);
  return {
    get length() {
      return rows.length;
    },
    at: (index) => rows[index],
    isOpen: (row) => open.has(row),
    toggle,
    reveal,
    indexOf: (row) => rows.indexOf(row),
  };
}

/** The row below another one that is a member, or the range that holds it. */
function childIndex(rows: readonly JsonRow[], parent: number, key: string | number): number {
  const depth = (rows[parent]?.depth ?? 0) + 1;
  for (let index = parent + 1; (rows[index]?.depth ?? 0) >= depth; index++) {
    const row = rows[index];
    if (row?.depth !== depth) continue;
    if (row.key === key || (row.range && holds(row.range, key))) return index;
  }
  return -1;
}

function holds({ of, from, to }: NonNullable<JsonRow["range"]>, key: string | number): boolean {
  const index = typeof key === "number" ? key : Object.keys(of as object).indexOf(key);
  return index >= from && index < to;
}
