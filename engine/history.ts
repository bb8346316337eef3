import type { Json, JsonObject, StateType } from "../language/index.ts";

/** The event types of GetExecutionHistory that an execution writes. Reference, section 10.1. */
export type EventType =
  | `Execution${"Started" | "Succeeded" | "Failed" | "Aborted" | "TimedOut"}`
  | `${"Task" | "Pass" | "Choice" | "Wait" | "Succeed" | "Fail" | "Parallel" | "Map"}StateEntered`
  | `${"Task" | "Pass" | "Choice" | "Wait" | "Succeed" | "Parallel" | "Map"}StateExited`
  | `${"Task" | "Wait" | "Parallel" | "Map"}StateAborted`
  | `${"Parallel" | "Map"}State${"Started" | "Succeeded" | "Failed"}`
  | `MapIteration${"Started" | "Succeeded" | "Failed" | "Aborted"}`
  | `MapRun${"Started" | "Succeeded" | "Failed" | "Aborted"}`
  | `LambdaFunction${"Scheduled" | "Started" | "Succeeded" | "Failed" | "TimedOut"}`
  | `Task${"Scheduled" | "Started" | "Submitted" | "Succeeded" | "Failed" | "TimedOut"}`
  | `Activity${"Scheduled" | "Started" | "Succeeded" | "Failed" | "TimedOut"}`
  | "EvaluationFailed";

/** The events of entering and leaving a state. A text that is put together for each event would take memory for each. */
export const enterEvents = {
  Task: "TaskStateEntered",
  Pass: "PassStateEntered",
  Choice: "ChoiceStateEntered",
  Wait: "WaitStateEntered",
  Succeed: "SucceedStateEntered",
  Fail: "FailStateEntered",
  Parallel: "ParallelStateEntered",
  Map: "MapStateEntered",
} as const satisfies { readonly [T in StateType]: EventType };

export const exitEvents = {
  Task: "TaskStateExited",
  Pass: "PassStateExited",
  Choice: "ChoiceStateExited",
  Wait: "WaitStateExited",
  Succeed: "SucceedStateExited",
  Parallel: "ParallelStateExited",
  Map: "MapStateExited",
} as const satisfies { readonly [T in Exclude<StateType, "Fail">]: EventType };

/** An event as the engine keeps it: its values are shared, not yet written out as texts. */
export interface HistoryEvent {
  /** From 1, in the order of the history. */
  readonly id: number;
  readonly previous: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly type: EventType;
  readonly details: EventDetails | undefined;
}

/** `input`, `output` and `parameters` hold values here and JSON texts in the API; the other members are as in the API. */
export type EventDetails = { readonly [name: string]: Json | undefined };

/** An event as GetExecutionHistory gives it, with `timestamp` in epoch seconds. */
export type ApiEvent = {
  readonly timestamp: number;
  readonly type: EventType;
  readonly id: number;
  readonly previousEventId: number;
} & { readonly [details: string]: Json };

/** Events that have details even when nothing is in them. */
const EMPTY_DETAILS: ReadonlySet<EventType> = new Set(["ExecutionFailed", "ExecutionAborted", "ActivityStarted"]);

/** Writes an event out as the API gives it. `textOf` gives the text of a value, so that a raw input keeps its form. */
export function toApiEvent(
  { id, previous, at, type, details }: HistoryEvent,
  textOf: (value: Json) => string,
): ApiEvent {
  const event = { timestamp: at / 1000, type, id, previousEventId: previous };
  if (!details && !EMPTY_DETAILS.has(type)) return event;
  return { ...event, [detailsKey(type)]: detailsOf(details ?? {}, textOf) };
}

function detailsOf(details: EventDetails, textOf: (value: Json) => string): JsonObject {
  const written: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(details)) {
    if (value === undefined) continue;
    if (name === "input" || name === "output") {
      written[name] = textOf(value);
      written[`${name}Details`] = { truncated: false };
    } else if (name === "parameters") written[name] = textOf(value);
    else if (name === "assignedVariables") {
      const texts = Object.entries(value as JsonObject).map(([variable, held]) => [variable, textOf(held)]);
      written[name] = Object.fromEntries(texts);
      written.assignedVariablesDetails = { truncated: false };
    } else written[name] = value;
  }
  return written;
}

/** All kinds of states share the details of entering and leaving. */
function detailsKey(type: EventType): string {
  const shared = /State(Entered|Exited)$/.exec(type);
  const name = shared ? `State${shared[1]}` : type;
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}EventDetails`;
}
