import { callEventOf, type ExecutionEvent, type ExecutionRecord, type Visit } from "../../executions/index.ts";

/** One call of a task as a history tells of it. */
export interface RecordedTask {
  readonly scheduled: ExecutionEvent;
  /** Everything that was told of it since, in order: started, submitted, then its end. */
  readonly told: readonly ExecutionEvent[];
  /** The event that ended it, and how; undefined where nothing did. */
  readonly end: { readonly kind: "succeeded" | "failed" | "timedOut"; readonly event: ExecutionEvent } | undefined;
}

/** The calls of each visit of a state, in their order: one for each try. */
export function recordedTasks(
  record: ExecutionRecord,
  events: readonly ExecutionEvent[],
): ReadonlyMap<Visit, readonly RecordedTask[]> {
  const found = new Map<Visit, Draft[]>();
  for (const event of events) {
    const kind = callEventOf(event.type);
    const place = kind && record.placeOf(0, event.id);
    if (!kind || !place || !("entered" in place)) continue;
    const tasks = found.get(place) ?? [];
    found.set(place, tasks);
    const last = tasks.at(-1);
    if (kind === "scheduled") tasks.push({ scheduled: event, told: [], end: undefined });
    else if (last && kind !== "other") last.end ??= { kind, event };
    else last?.told.push(event);
  }
  return found;
}

interface Draft extends RecordedTask {
  readonly told: ExecutionEvent[];
  end: RecordedTask["end"];
}
