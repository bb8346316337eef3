import { resolve } from "node:path";
import { createRecord, type ReadHistory, readHistory, sourceOf } from "../../executions/index.ts";
import { isJsonObject, type Json, jsonText, type StateMachine } from "../../language/index.ts";
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
  const read = readHistory(textOf(replay, folder));
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
