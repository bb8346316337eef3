import type { EventRow } from "../../executions/index.ts";
import { html } from "../elements.ts";
import type { Asking } from "./ask.ts";
import { createPages, type Pages } from "./pages.ts";
import { durationText } from "./status.ts";
import { textButton } from "./text-button.ts";
import { createList, type VirtualList } from "./virtual-list.ts";

export interface EventTable {
  readonly element: HTMLElement;
  /** Another execution, or another iteration of it, is shown. */
  show(focus: number | undefined): void;
  /** The history has got longer. */
  grown(): void;
  /** Brings the row of an event into sight, if there is one. */
  reveal(event: number): void;
}

export interface EventTableEvents {
  /** A person chose an event that belongs to a state. */
  chosen(row: EventRow): void;
  /** Show all that an event says. */
  open(title: string, text: string): void;
}

const columns = ["ID", "Type", "Step", "Elapsed", "Resource"] as const;

/** A table from within. */
interface Table {
  readonly ask: Asking["ask"];
  readonly events: EventTableEvents;
  readonly list: VirtualList;
  readonly pages: Pages<EventRow>;
  /** How many events the filter lets through, in words. */
  readonly found: HTMLElement;
  asked: { readonly focus?: number; readonly filter: string };
  /** The event that is to be in sight: of the visit that is looked at. */
  wanted: number | undefined;
  round: number;
}

/** The history as a table: what came after what, how long after the start, and to which state it belongs. */
export function createEventTable({ ask }: Pick<Asking, "ask">, events: EventTableEvents): EventTable {
  const found = html("span", "find-count");
  found.setAttribute("role", "status");
  const pages = createPages<EventRow>(
    async (from, count) => (await ask("events", { ...table.asked, from, count })).rows,
    () => list.refresh(),
  );
  const list = createList({
    label: "Events",
    role: "grid",
    rowRole: "row",
    row: (index) => eventRow(index, pages.at(index)),
    activated(index) {
      const row = pages.at(index);
      if (row) events.chosen(row);
    },
    opened: (index) => void openEvent(table, index),
  });
  list.element.setAttribute("aria-colcount", String(columns.length));
  const table: Table = { ask, events, list, pages, found, asked: { filter: "" }, wanted: undefined, round: 0 };
  const opener = textButton("Open", "Open the event in an editor", () => void openEvent(table, list.active));
  const head = html("div", "event-row titles", ...columns.map((column) => html("span", column.toLowerCase(), column)));
  head.setAttribute("aria-hidden", "true");
  const tools = html("div", "value-tools", html("div", "find", filterBox(table), found), opener);
  return {
    element: html("div", "events", tools, head, list.element),
    show(focus) {
      table.asked = { filter: table.asked.filter, ...(focus !== undefined && { focus }) };
      load(table, () => reveal(table));
    },
    grown: () => load(table),
    reveal(event) {
      table.wanted = event;
      reveal(table);
    },
  };
}

function filterBox(table: Table): HTMLInputElement {
  const input = html("input", "");
  input.type = "search";
  input.placeholder = "Filter events";
  input.setAttribute("aria-label", "Filter events by text");
  input.addEventListener("keydown", (event) => event.stopPropagation());
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      table.asked = { ...table.asked, filter: input.value.trim() };
      load(table, () => reveal(table));
    }, 150);
  });
  return input;
}

/** Asks how many rows there are; they come when they are seen. */
function load(table: Table, loaded?: () => void): void {
  const round = ++table.round;
  const { ask, asked, list, pages, found } = table;
  ask("events", { ...asked, from: 0, count: 1 }).then(
    ({ total }) => {
      if (round !== table.round) return;
      pages.clear();
      list.element.setAttribute("aria-rowcount", String(total));
      list.setCount(total);
      loaded?.();
      found.textContent = asked.filter === "" ? "" : total === 1 ? "1 event" : `${total} events`;
    },
    () => {},
  );
}

function reveal({ ask, asked, list, wanted: event }: Table): void {
  if (event === undefined) return;
  ask("eventIndex", { ...asked, event }).then(
    (index) => {
      if (index !== null && index !== list.active) list.activate(index);
    },
    () => {},
  );
}

async function openEvent({ ask, asked, pages, events }: Table, index: number): Promise<void> {
  const row = index < 0 ? undefined : pages.at(index);
  const answer = row && (await ask("event", { ...asked, event: row.id }).catch(() => null));
  if (answer) events.open(`${row.id} ${row.type}`, answer.text);
}

function eventRow(index: number, row: EventRow | undefined): HTMLElement {
  const element = html("div", "event-row");
  element.setAttribute("aria-rowindex", String(index + 1));
  if (!row) {
    element.append(cellOf(""));
    return element;
  }
  const { id, type, step = "", at, resource = "", error } = row;
  const texts = [String(id), type, step, at === undefined ? "" : durationText(at), error ?? resource];
  for (const [column, text] of texts.entries()) {
    const name = columns[column];
    element.append(cellOf(text, name?.toLowerCase(), name === "Type" ? typeParts(text) : [text]));
  }
  if (/(?:Failed|TimedOut|Aborted)$/.test(type)) element.classList.add("bad");
  return element;
}

/** The last word of a type tells most, `Failed` of `LambdaFunctionFailed`: it stays where there is no room for all. */
function typeParts(type: string): readonly HTMLElement[] {
  const last = /[A-Z][a-z]+$/.exec(type)?.[0] ?? "";
  return [html("span", "start", type.slice(0, type.length - last.length)), html("span", "last", last)];
}

function cellOf(text: string, column = "", content: readonly (HTMLElement | string)[] = [text]): HTMLElement {
  const cell = html("span", column, ...content);
  cell.setAttribute("role", "gridcell");
  cell.title = text;
  return cell;
}
