import type { Json } from "../language/index.ts";
import type { EventDetails, EventType, HistoryEvent } from "./history.ts";

/**
 * A history as the engine keeps it: in columns. An object for each event and one for its details would be most of what an
 * execution leaves behind, and moving them from generation to generation most of the garbage collector's work. Whoever asks
 * for an event gets one made.
 */
export interface EventLog {
  /** How many events it has: their ids go from 1 to this number. */
  length: number;
  /** Nothing moves them: one long list would be copied as it grows. */
  readonly pages: Page[];
  /** The moments at which events were written, in epoch milliseconds, each once. */
  readonly moments: number[];
  /** The index of the first event of each moment: mostly many are written at one. */
  readonly firsts: number[];
}

interface Page {
  /** The index of its first event. */
  readonly first: number;
  readonly size: number;
  readonly types: EventType[];
  readonly previous: number[];
  /** The names in details of two members; undefined where all details are in `values`. */
  readonly names: (string | undefined)[];
  readonly values: (Json | EventDetails | undefined)[];
}

/** Most histories are short; each page of a longer one has room for twice as many events as the one before. */
const SMALLEST_PAGE = 32;
const LARGEST_PAGE = 32_768;

export const createLog = (): EventLog => ({ length: 0, pages: [], moments: [], firsts: [] });

/** Writes the next event. */
export function append(
  log: EventLog,
  now: number,
  previous: number,
  type: EventType,
  details: EventDetails | undefined,
): void {
  appendNamed(log, now, previous, type, undefined, details);
}

/** Writes an event whose details are a name, and the other member that events of its type have. */
export function appendNamed(
  log: EventLog,
  now: number,
  previous: number,
  type: EventType,
  name: string | undefined,
  value: Json | EventDetails | undefined,
): void {
  const page = pageFor(log);
  const row = log.length++ - page.first;
  page.types[row] = type;
  page.previous[row] = previous;
  if (now !== log.moments[log.moments.length - 1]) {
    log.moments.push(now);
    log.firsts.push(log.length - 1);
  }
  page.names[row] = name;
  page.values[row] = value;
}

/** The page that the next event is written on. */
function pageFor({ pages, length }: EventLog): Page {
  const last = pages[pages.length - 1];
  if (last && length < last.first + last.size) return last;
  const size = last ? Math.min(last.size * 2, LARGEST_PAGE) : SMALLEST_PAGE;
  const page: Page = {
    first: length,
    size,
    types: new Array(size),
    previous: new Array(size),
    names: new Array(size),
    values: new Array(size),
  };
  pages.push(page);
  return page;
}

/** What most events of a type tell beside a name. */
const otherMembers: { readonly [T in EventType]?: "input" | "output" | "index" } = {
  TaskStateEntered: "input",
  PassStateEntered: "input",
  ChoiceStateEntered: "input",
  WaitStateEntered: "input",
  SucceedStateEntered: "input",
  FailStateEntered: "input",
  ParallelStateEntered: "input",
  MapStateEntered: "input",
  TaskStateExited: "output",
  PassStateExited: "output",
  ChoiceStateExited: "output",
  WaitStateExited: "output",
  SucceedStateExited: "output",
  ParallelStateExited: "output",
  MapStateExited: "output",
  MapIterationStarted: "index",
  MapIterationSucceeded: "index",
  MapIterationFailed: "index",
  MapIterationAborted: "index",
};

/** The events from an index on. */
export function* eventsOf(log: EventLog, from = 0): Generator<HistoryEvent> {
  let moment = 0;
  for (const page of log.pages) {
    const start = Math.max(from, page.first);
    const end = Math.min(log.length, page.first + page.size);
    for (let index = start; index < end; index++) {
      while ((log.firsts[moment + 1] ?? log.length) <= index) moment++;
      yield eventOn(page, index, log.moments[moment] ?? 0);
    }
  }
}

function eventOn({ first, types, previous, names, values }: Page, index: number, at: number): HistoryEvent {
  const row = index - first;
  const type = types[row];
  if (!type) throw new Error(`a history has lost event ${index}`);
  const [name, value, other] = [names[row], values[row], otherMembers[type]];
  const details = name !== undefined && other ? { name, [other]: value as Json } : (value as EventDetails | undefined);
  return { id: index + 1, previous: previous[row] ?? 0, at, type, details };
}

/** Forgets all events but the first ones. */
export function truncate(log: EventLog, length: number): void {
  const { pages, moments, firsts } = log;
  log.length = length;
  while ((pages.at(-1)?.first ?? -1) >= length) pages.pop();
  while ((firsts.at(-1) ?? -1) >= length) {
    firsts.pop();
    moments.pop();
  }
}
