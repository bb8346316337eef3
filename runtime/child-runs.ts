import type { Answer, Execute, Signal } from "../engine/index.ts";
import type { Outcome } from "./outcome.ts";
import type { Timeouts, UnderWay } from "./task-calls.ts";

/** The end of a child execution that runs elsewhere, unless nobody could run it there; undefined where nobody wants to. */
export type RunChild = (child: Execute, signal: AbortSignal) => Promise<Outcome | undefined> | undefined;

export interface ChildRunOptions {
  readonly runChild?: RunChild;
  readonly timeouts?: Timeouts;
}

/** The child executions of distributed Maps that run elsewhere. */
export interface ChildRuns {
  /** Has one run elsewhere, or says that it goes on here. */
  run(effect: Execute): void;
  cancel(effect: number): void;
  /** Ends all but some. */
  keepOnly(effects: ReadonlySet<number>): void;
}

/** Meanwhile time stands still; where it goes on at stops, they take real time as tasks do. */
export function createChildRuns(
  { runChild, timeouts }: ChildRunOptions,
  underWay: UnderWay,
  post: (signal: Signal) => void,
  changed: () => void,
): ChildRuns {
  const what = timeouts === "real" ? "busy" : "frozen";
  const running = new Map<number, AbortController>();
  const count = (by: 1 | -1): void => {
    underWay[what] += by;
    changed();
  };
  const cancel = (effect: number): void => {
    const abort = running.get(effect);
    if (!abort) return;
    running.delete(effect);
    abort.abort();
    count(-1);
  };
  return {
    run(effect) {
      const { id, frame } = effect;
      if (running.has(id)) return;
      const abort = new AbortController();
      const away = runChild?.(effect, abort.signal);
      if (!away) return post({ effect: id, frame, kind: "here" });
      running.set(id, abort);
      count(1);
      const ended = (outcome: Outcome | undefined): void => {
        if (!running.delete(id)) return;
        post({ effect: id, frame, ...answerOf(outcome) });
        count(-1);
      };
      void away.then(ended, () => ended(undefined));
    },
    cancel,
    keepOnly(effects) {
      for (const effect of [...running.keys()]) if (!effects.has(effect)) cancel(effect);
    },
  };
}

function answerOf(outcome: Outcome | undefined): Answer {
  if (!outcome) return { kind: "here" };
  const { status, output = null, error, cause } = outcome;
  if (status === "SUCCEEDED") return { kind: "succeeded", output };
  const named = error ?? (status === "TIMED_OUT" ? "States.Timeout" : undefined);
  return {
    kind: "failed",
    error: { ...(named !== undefined && { error: named }), ...(cause !== undefined && { cause }) },
  };
}
