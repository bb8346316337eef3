import { isJsonObject, type Json, type JsonObject, jsonText } from "../language/index.ts";
import type { ExecutionEvent } from "./event.ts";
import { jsonTexts } from "./json-texts.ts";

/** A history that was read. */
export interface ReadHistory {
  readonly events: readonly ExecutionEvent[];
  /** The ARN of its execution, where the text tells. */
  readonly arn?: string;
  /** What is missing in it, as a sentence. */
  readonly warning?: string;
}

export type HistoryAnswer = { readonly histories: readonly ReadHistory[] } | { readonly problem: string };

/**
 * Reads histories from what a person has: the output of `aws stepfunctions get-execution-history` (one page, or several
 * one after the other), its events alone, the result of `statecraft run --history`, or the log of an EXPRESS machine as
 * CloudWatch exports it. Says in words what is wrong with any other text.
 */
export function readHistory(text: string): HistoryAnswer {
  const texts = jsonTexts(text.replace(/^\uFEFF/, ""));
  if (texts.length === 0) return { problem: noHistory(text) };
  const found: Found = { events: [], nextToken: false, problem: undefined };
  for (const [index, each] of texts.entries()) {
    const value = parsed(each);
    if (value === undefined) {
      const which = texts.length > 1 ? `Part ${index + 1} of the text` : "The text";
      return { problem: `${which} is no complete JSON: copy the whole output, from the first brace to the last.` };
    }
    gather(value, found);
    if (found.problem) return { problem: found.problem };
  }
  if (found.events.length === 0)
    return { problem: "There are no events in it: an execution's history has at least one." };
  const executions = new Map<string, FoundEvent[]>();
  for (const event of found.events) {
    const events = executions.get(event.arn ?? "");
    if (events) events.push(event);
    else executions.set(event.arn ?? "", [event]);
  }
  return { histories: [...executions].map(([arn, events]) => historyOf(arn, events, found.nextToken)) };
}

const HOW = "Paste what `aws stepfunctions get-execution-history --execution-arn …` prints.";

const noHistory = (text: string): string =>
  text.trim() === "" ? `There is no text. ${HOW}` : `This is no execution history: it holds no JSON. ${HOW}`;

interface Found {
  readonly events: FoundEvent[];
  nextToken: boolean;
  problem: string | undefined;
}

interface FoundEvent {
  readonly arn: string | undefined;
  readonly event: ExecutionEvent;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Takes the events out of a value, whatever is wrapped around them. Iterative. */
function gather(root: Json, found: Found): void {
  const pending: Json[] = [root];
  for (let value = pending.pop(); value !== undefined && !found.problem; value = pending.pop()) {
    if (Array.isArray(value)) for (const item of value.toReversed()) pending.push(item as Json);
    else if (!isJsonObject(value)) found.problem = `This is no execution history: a list of events is wanted. ${HOW}`;
    else if (isEvent(value)) takeEvent(value, found);
    else if (Array.isArray(value.events)) {
      found.nextToken = typeof value.nextToken === "string" || typeof value.NextToken === "string";
      pending.push(value.events);
    } else if (Array.isArray(value.results)) pending.push(value.results);
    else takeLogLine(value, found);
  }
}

const isEvent = ({ id, type }: JsonObject): boolean => id !== undefined && typeof type === "string";

/** An entry of CloudWatch's, whose message is an event as JSON text. */
function takeLogLine(value: JsonObject, found: Found): void {
  const message = value.message ?? value["@message"] ?? value.Message;
  const inner = typeof message === "string" ? parsed(message) : message;
  if (isJsonObject(inner) && isEvent(inner)) return takeEvent(inner, found);
  const keys = Object.keys(value).slice(0, 4);
  const has = keys.length > 0 ? `It has ${keys.map((key) => `"${key}"`).join(", ")}` : "It is empty";
  found.problem = `This is no execution history: there is no "events" in it. ${has}. ${HOW}`;
}

function takeEvent(value: JsonObject, found: Found): void {
  const id = Number(value.id);
  if (!Number.isSafeInteger(id) || id < 1) {
    found.problem = `Event ${found.events.length + 1} has the id ${jsonText(value.id ?? null)}: a number from 1 on is wanted.`;
    return;
  }
  const type = String(value.type);
  const details = detailsIn(value);
  const arn = typeof value.execution_arn === "string" ? value.execution_arn : undefined;
  const previous = Number(value.previousEventId ?? value.previous_event_id ?? 0);
  const at = momentOf(value.timestamp ?? value.event_timestamp);
  const event = {
    id,
    previous: Number.isSafeInteger(previous) ? previous : 0,
    at,
    type,
    details: details && readDetails(details),
  };
  found.events.push({ arn, event });
}

function detailsIn(value: JsonObject): JsonObject | undefined {
  if (isJsonObject(value.details)) return value.details;
  const key = Object.keys(value).find((name) => name.endsWith("EventDetails"));
  const details = key === undefined ? undefined : value[key];
  return isJsonObject(details) ? details : undefined;
}

/** Values are texts in histories; what was cut off is no JSON any more, and stays text. */
function readDetails(details: JsonObject): JsonObject {
  const read: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(details)) {
    if (name === "input" || name === "output" || name === "parameters") read[name] = valueIn(value);
    else if (name === "assignedVariables" && isJsonObject(value)) {
      read[name] = Object.fromEntries(Object.entries(value).map(([variable, held]) => [variable, valueIn(held)]));
    } else if (name === "cause" && typeof value !== "string") read[name] = jsonText(value);
    else read[name] = value;
  }
  return read;
}

function valueIn(value: Json): Json {
  const read = typeof value === "string" ? parsed(value) : undefined;
  return read === undefined ? value : read;
}

/** Epoch milliseconds: the service gives seconds, the command line's second version texts, logs milliseconds as text. */
function momentOf(value: Json | undefined): number {
  if (typeof value === "number") return value > 1e11 ? value : Math.round(value * 1000);
  if (typeof value !== "string") return Number.NaN;
  if (/^\d{12,}$/.test(value)) return Number(value);
  return /^\d+(?:\.\d+)?$/.test(value) ? Math.round(Number(value) * 1000) : Date.parse(value);
}

function historyOf(arn: string, found: readonly FoundEvent[], nextToken: boolean): ReadHistory {
  const byId = new Map<number, ExecutionEvent>();
  for (const { event } of found) byId.set(event.id, event);
  const events = [...byId.values()].sort((a, b) => a.id - b.id);
  const warning = whatIsMissing(events, nextToken);
  return { events: numbered(events), ...(arn !== "" && { arn }), ...(warning !== undefined && { warning }) };
}

function whatIsMissing(events: readonly ExecutionEvent[], nextToken: boolean): string | undefined {
  const last = events.at(-1);
  const gap = events.find(({ id }, index) => id !== (events[index - 1]?.id ?? 0) + 1);
  if (gap) {
    const from = (events[events.indexOf(gap) - 1]?.id ?? 0) + 1;
    const which = from === gap.id - 1 ? `Event ${from} is` : `Events ${from} to ${gap.id - 1} are`;
    return `${which} missing: the other pages of the history belong to it as well.`;
  }
  if (nextToken && !/^Execution(?:Succeeded|Failed|Aborted|TimedOut)$/.test(last?.type ?? "")) {
    return "The history goes on: it has a next page, which belongs to it as well.";
  }
  return undefined;
}

/** Events whose ids are their places; links to events that are missing lead nowhere. */
function numbered(events: readonly ExecutionEvent[]): readonly ExecutionEvent[] {
  if (events.every(({ id }, index) => id === index + 1)) return events;
  const places = new Map(events.map(({ id }, index) => [id, index + 1]));
  return events.map((event, index) => ({ ...event, id: index + 1, previous: places.get(event.previous) ?? 0 }));
}

/** A history that is complete, as a source of events. */
export const sourceOf = (events: readonly ExecutionEvent[]) => ({
  length: events.length,
  from: (index: number): Iterable<ExecutionEvent> => events.slice(index),
});
