import type { Json } from "../language/index.ts";

/**
 * An event of a history, wherever it comes from: the engine's own are events as they are, others are read by
 * `readHistory`. Reference, section 10.1.
 */
export interface ExecutionEvent {
  readonly id: number;
  readonly previous: number;
  /** Epoch milliseconds; NaN where the history doesn't tell. */
  readonly at: number;
  readonly type: string;
  /** `input`, `output`, `parameters` and assigned variables are values, not texts; what was cut off stays text. */
  readonly details?: { readonly [name: string]: Json | undefined } | undefined;
}

/** The text of a detail that is one. */
export function textOf({ details }: ExecutionEvent, name: string): string | undefined {
  const value = details?.[name];
  return typeof value === "string" ? value : undefined;
}

/** `Task` for `TaskStateEntered`; undefined for events that are about no kind of state. */
export function stateTypeOf(type: string): string | undefined {
  return /^([A-Z][a-z]+)State(?:Entered|Exited|Started|Succeeded|Failed|Aborted)$/.exec(type)?.[1];
}

/** How an event tells of what a Task state called. */
export type CallEvent = "scheduled" | "succeeded" | "failed" | "timedOut" | "other";

/** What an event says of a call; undefined for all other events. */
export function callEventOf(type: string): CallEvent | undefined {
  const end = /^(?:Task|LambdaFunction|Activity)((?:(?:Schedule|Start|Submit)?Failed)|[A-Z][a-zA-Z]+)$/.exec(type)?.[1];
  if (end === undefined || end.startsWith("State")) return undefined;
  if (end === "Scheduled") return "scheduled";
  if (end === "Succeeded") return "succeeded";
  if (end === "TimedOut") return "timedOut";
  return end.endsWith("Failed") ? "failed" : "other";
}
