import type { Answer, Invoke, Signal } from "../engine/index.ts";
import type { TaskHandler } from "./tasks/handler.ts";
import type { Router } from "./tasks/router.ts";

/** The calls of tasks that are under way. */
export interface TaskCalls {
  /** How many of them take real time. */
  readonly busy: number;
  /** Calls a task; false where nothing carries it out. */
  call(effect: Invoke): boolean;
  cancel(effect: number): void;
  /** Aborts them all. */
  dispose(): void;
}

export interface TaskCallOptions {
  readonly router: Router;
  /** Called for a task that nothing runs, with the reason; without an answer it waits. */
  readonly onUnhandled: (invoke: Invoke, reason: string, answer: (answer: Answer) => void) => void;
  readonly onPrint?: (invoke: Invoke, text: string) => void;
}

/** `changed` is called when a task begins or ends to take real time. */
export function createTaskCalls(
  options: TaskCallOptions,
  post: (signal: Signal) => void,
  changed: () => void,
): TaskCalls {
  const underWay = new Map<number, AbortController>();
  let busy = 0;

  function follow(effect: Invoke, work: Promise<void>): void {
    busy++;
    changed();
    void work.finally(() => {
      busy--;
      underWay.delete(effect.id);
      changed();
    });
  }

  return {
    get busy() {
      return busy;
    },
    call(effect) {
      const answer = (given: Answer): void => post({ effect: effect.id, frame: effect.frame, ...given });
      const found = options.router.find(effect);
      if (found.kind !== "handler") {
        options.onUnhandled(effect, found.kind === "unusable" ? found.message : "", answer);
        return false;
      }
      const controller = new AbortController();
      underWay.set(effect.id, controller);
      const work = start(found.handler, options, effect, answer, controller.signal);
      if (work) follow(effect, work);
      return true;
    },
    cancel(effect) {
      underWay.get(effect)?.abort();
      underWay.delete(effect);
    },
    dispose() {
      for (const controller of underWay.values()) controller.abort();
      underWay.clear();
    },
  };
}

/** Hands a task to its handler. The promise, where it takes real time, never rejects: a bug of the handler is an answer. */
function start(
  handler: TaskHandler,
  { onPrint }: TaskCallOptions,
  effect: Invoke,
  answer: (answer: Answer) => void,
  signal: AbortSignal,
): Promise<void> | undefined {
  const { resource, payload, call } = effect;
  const print = (text: string): void => onPrint?.(effect, text);
  const work = handler.invoke({ resource, payload, call, answer, print, signal });
  return work?.catch((bug: unknown) => {
    const cause = `${handler.name} can't run: ${bug instanceof Error ? bug.message : bug}`;
    answer({ kind: "failed", error: { error: "States.Runtime", cause, terminal: true } });
  });
}
