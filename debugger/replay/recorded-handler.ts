import type { StatesError } from "../../engine/index.ts";
import type { ExecutionEvent, Visit } from "../../executions/index.ts";
import type { Json } from "../../language/index.ts";
import { type Invocation, skeletonResult, type TaskHandler } from "../../runtime/index.ts";
import { isKnown } from "./known.ts";
import type { RecordedClock } from "./recorded-clock.ts";
import type { RecordedTask } from "./recorded-tasks.ts";

/** What a handler that answers from a history needs to know. */
export interface RecordedAnswers {
  readonly clock: RecordedClock;
  readonly tasks: ReadonlyMap<Visit, readonly RecordedTask[]>;
  /** The visit of the state that a call is of. */
  visitOf(frame: number): Visit | undefined;
  /** Told of a call whose end the history doesn't hold. */
  onOpen(invocation: Invocation): void;
  /** Told of a result that the history doesn't hold. */
  onUnknown(state: string): void;
}

/** Answers tasks with what they were answered then, at the moments at which they were. */
export function recordedHandler(answers: RecordedAnswers): TaskHandler {
  return {
    name: "history",
    invoke(invocation) {
      const { call, frame } = invocation;
      const visit = answers.visitOf(frame);
      const task = visit && answers.tasks.get(visit)?.[call.attempt - 1];
      if (!task) return answers.onOpen(invocation);
      for (const event of task.told) tell(answers, invocation, event);
      // One that ran out of time does so again, where the definition says in how much.
      const endsByItself = task.end?.kind === "timedOut" && hasLimit(invocation);
      if (task.end && !endsByItself) return end(answers, invocation, task.end);
      if (!task.end) answers.onOpen(invocation);
    },
  };
}

const hasLimit = ({ call }: Invocation): boolean =>
  call.timeoutSeconds !== undefined || call.heartbeatSeconds !== undefined;

/** The service took the job, or a worker the task. */
function tell({ clock }: RecordedAnswers, { answer, signal }: Invocation, { type, at, details }: ExecutionEvent): void {
  const { workerName, output } = details ?? {};
  if (type.endsWith("Submitted")) {
    clock.at(at, () => answer({ kind: "submitted", output: output ?? null }), signal);
  } else if (type.startsWith("Activity")) {
    const worker = typeof workerName === "string" ? { workerName } : {};
    clock.at(at, () => answer({ kind: "started", ...worker }), signal);
  }
}

function end(
  { clock, onUnknown }: RecordedAnswers,
  { answer, signal, follow, resource, call }: Invocation,
  { kind, event }: NonNullable<RecordedTask["end"]>,
): void {
  const told = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
    const give = (): void => {
      if (kind === "succeeded") answer({ kind, output: result() });
      else answer({ kind: "failed", error: errorIn(event, kind) });
      resolve();
    };
    clock.at(event.at, give, signal);
  });
  // The execution has something to wait for until then.
  follow(told);

  function result(): Json {
    if (isKnown(event, "output")) return event.details?.output ?? null;
    onUnknown(call.state);
    return skeletonResult({ resource });
  }
}

function errorIn({ details }: ExecutionEvent, kind: "failed" | "timedOut"): StatesError {
  const { error, cause } = details ?? {};
  const name = typeof error === "string" ? error : kind === "timedOut" ? "States.Timeout" : undefined;
  return { ...(name !== undefined && { error: name }), ...(typeof cause === "string" && { cause }) };
}
