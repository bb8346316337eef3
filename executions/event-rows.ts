import type { Json } from "../language/index.ts";
import { type ExecutionEvent, textOf } from "./event.ts";
import type { EventPage, EventRow } from "./protocol.ts";
import type { ExecutionRecord } from "./record.ts";
import type { Visit } from "./visit.ts";

/** The history as a table, like the console's. */
export interface EventRows {
  page(log: number, from: number, count: number, filter: string): EventPage;
  /** The index of an event among the rows; undefined where the filter leaves it out. */
  indexOf(log: number, event: number, filter: string): number | undefined;
}

export function eventRows(record: ExecutionRecord): EventRows {
  let known: { readonly log: number; readonly filter: string; readonly ids: number[]; read: number } | undefined;

  /** The ids of the events that a filter lets through; what was looked at once isn't looked at again. */
  function idsFor(log: number, filter: string): readonly number[] {
    if (known?.log !== log || known.filter !== filter) known = { log, filter, ids: [], read: 0 };
    const source = record.logs[log];
    if (!source || source.length === known.read) return known.ids;
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
    for (const event of source.from(known.read)) if (holds(rowOf(record, log, event), words)) known.ids.push(event.id);
    known.read = source.length;
    return known.ids;
  }

  return {
    page(log, from, count, filter) {
      const source = record.logs[log];
      if (!source) return { total: 0, rows: [] };
      if (filter.trim() === "") {
        const rows: EventRow[] = [];
        for (const event of source.from(Math.max(0, from))) {
          if (rows.length >= count) break;
          rows.push(rowOf(record, log, event));
        }
        return { total: source.length, rows };
      }
      const ids = idsFor(log, filter);
      const rows = ids.slice(from, from + count).flatMap((id) => {
        for (const event of source.from(id - 1)) return [rowOf(record, log, event)];
        return [];
      });
      return { total: ids.length, rows };
    },
    indexOf(log, event, filter) {
      if (filter.trim() === "") return event - 1;
      const index = idsFor(log, filter).indexOf(event);
      return index < 0 ? undefined : index;
    },
  };
}

function holds(row: EventRow, words: readonly string[]): boolean {
  const text = [row.id, row.type, row.step, row.resource, row.error].filter(Boolean).join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

function rowOf(record: ExecutionRecord, log: number, event: ExecutionEvent): EventRow {
  const place = record.placeOf(log, event.id);
  const visit = place && "entered" in place ? place : undefined;
  const parent = place && !("entered" in place) ? place.parent : undefined;
  const step = stepOf(event, visit, parent, place && !("entered" in place) ? place.index : 0);
  const path = (visit ?? parent)?.state?.path;
  const start = record.root.since;
  const at = Number.isFinite(event.at - start) ? Math.max(0, event.at - start) : undefined;
  const resource = resourceOf(event);
  const error = textOf(event, "error");
  return {
    id: event.id,
    type: event.type,
    ...(step !== undefined && { step }),
    ...(path !== undefined && { path }),
    ...(visit && { visit: visit.id }),
    ...(at !== undefined && { at }),
    ...(resource !== undefined && { resource }),
    ...(error !== undefined && { error }),
  };
}

function stepOf(event: ExecutionEvent, visit: Visit | undefined, parent: Visit | undefined, index: number) {
  if (visit) return visit.name;
  if (parent) return `${parent.name} [${index}]`;
  return textOf(event, "name");
}

/** `lambda:invoke`, or the ARN of a function or an activity. */
function resourceOf({ details }: ExecutionEvent): string | undefined {
  const text = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);
  const [resource, type] = [text(details?.resource), text(details?.resourceType)];
  if (resource === undefined) return text(details?.mapRunArn);
  return type === undefined ? resource : `${type}:${resource}`;
}
