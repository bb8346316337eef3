import { resolve } from "node:path";
import { createRecord, type ExecutionEvent, type ReadHistory, readHistory, sourceOf } from "../../executions/index.ts";
import { isJsonObject, type Json, type JsonObject, jsonText, type StateMachine } from "../../language/index.ts";
import { readText } from "../../runtime/index.ts";
import { Refusal } from "../refusal.ts";
import { isKnown } from "./known.ts";

/** A history that is to be gone through. */
export interface OpenedReplay {
  readonly history: ReadHistory;
  readonly input: { readonly text: string; readonly value: Json };
  /** What the user should know before: what is missing in it, what doesn't fit. */
  readonly notes: readonly string[];
}

/** Opens the history that `replay` names: the path of a file, its text, or what it holds. */
export function openReplay(replay: unknown, folder: string, machine: StateMachine, name: string): OpenedReplay {
  const text = textOf(replay, folder);
  const recording = recordingIn(text);
  const read = recording ? { histories: [recording.history] } : readHistory(text);
  if ("problem" in read) throw new Refusal(`"replay" can't be read: ${read.problem}`);
  const [history, ...others] = read.histories;
  if (!history) throw new Refusal('"replay" holds no history.');
  const [first] = history.events;
  const isWhole = first !== undefined && isKnown(first, "input");
  const value = (isWhole && first.details?.input) || {};
  const missing = isWhole ? [] : ["The history doesn't hold the input of the execution: it begins with {}."];
  const several = others.length > 0 ? [`It holds ${others.length + 1} executions: this is the first.`] : [];
  const notes = [history.warning, ...several, ...missing, strangersIn(history, machine, name), whatIsCut(history)];
  return { history, input: { text: jsonText(value), value }, notes: notes.filter((note) => note !== undefined) };
}

function textOf(replay: unknown, folder: string): string {
  if (typeof replay !== "string") return JSON.stringify(replay);
  if (/^\s*[[{]/.test(replay)) return replay;
  const read = readText(resolve(folder, replay));
  if (!read.ok) throw new Refusal(`"replay" is neither a history nor a file: ${read.message}`);
  return read.text;
}

/** States that the definition doesn't have: it is of another version, or of another machine. */
function strangersIn({ events }: ReadHistory, machine: StateMachine, name: string): string | undefined {
  const record = createRecord(machine, sourceOf(events));
  record.read();
  const strangers = [...new Set(record.visits.filter(({ state }) => !state).map((visit) => visit.name))];
  if (strangers.length === 0) return undefined;
  const shown = strangers.slice(0, 3).map((each) => `"${each}"`);
  const more = strangers.length > 3 ? ` and ${strangers.length - 3} others` : "";
  return `"${name}" has no state ${shown.join(", ")}${more}, where the execution was: open the version of the definition that ran.`;
}

/** Logs cut long values off, or leave all of them out. */
function whatIsCut({ events }: ReadHistory): string | undefined {
  const cut = events.filter(({ details }) =>
    Object.values(details ?? {}).some((about) => isJsonObject(about) && about.truncated === true),
  );
  const entered = events.filter(({ type }) => type.endsWith("StateEntered"));
  if (entered.length > 0 && entered.every((event) => event.details?.input === undefined)) {
    return "The history holds no data: what states get and give is computed from the input alone, and the results of tasks are made up.";
  }
  if (cut.length === 0) return undefined;
  return `Data of ${cut.length} ${cut.length === 1 ? "event was" : "events were"} cut off: what is missing is computed.`;
}

/** An execution that was kept: its definition lies with its history. */
interface Recording {
  readonly history: ReadHistory;
  readonly document: string;
  readonly definition: string;
}

/** The execution that a kept file holds: a header, then a line for each event; undefined for any other text. */
function recordingIn(text: string): Recording | undefined {
  if (!/^\s*\{"aslrun"\s*:/.test(text)) return undefined;
  const [header, ...rest] = text.split(/\r?\n/).flatMap((line): readonly Json[] => {
    const read = line.trim() === "" ? undefined : tryLine(line);
    return read === undefined ? [] : [read];
  });
  if (!isJsonObject(header)) return undefined;
  const events = rest.flatMap((line) => (isJsonObject(line) && isOwnEvent(line) ? [eventIn(line)] : []));
  const { document, definition, machine, arn } = header;
  if (typeof document !== "string" || typeof definition !== "string") return undefined;
  const resource = /^\/Resources\/([^/]+)/.exec(String(machine))?.[1];
  const named = resource === undefined ? document : `${document}#${resource}`;
  return { history: { events, ...(typeof arn === "string" && { arn }) }, document: named, definition };
}

function tryLine(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}

/** Events of child executions say which history they are in. */
const isOwnEvent = ({ id, type, log }: JsonObject): boolean =>
  typeof id === "number" && typeof type === "string" && log === undefined;

function eventIn({ id, previous, at, type, details }: JsonObject): ExecutionEvent {
  return {
    id: Number(id),
    previous: Number(previous ?? 0),
    at: typeof at === "number" ? at : Number.NaN,
    type: String(type),
    details: isJsonObject(details) ? details : undefined,
  };
}

/** The launch fields with the definition that lies with the history, where they name none. */
export function withRecordedDefinition<F extends { readonly [name: string]: unknown }>(fields: F): F {
  const { program, replay, cwd } = fields;
  if (replay === undefined || program !== undefined) return fields;
  const recording = recordingIn(textOf(replay, typeof cwd === "string" ? cwd : process.cwd()));
  return recording && recording.definition !== ""
    ? { ...fields, uri: recording.document, text: recording.definition }
    : fields;
}
