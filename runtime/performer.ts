import {
  type Answer,
  type Effect,
  type Evaluate,
  type Invoke,
  randomSequence,
  type Signal,
  uuidFrom,
} from "../engine/index.ts";
import { type EvaluationResult, evaluateJsonata } from "../language/index.ts";
import type { Clock } from "./clock.ts";
import { digest } from "./digest.ts";
import type { TaskHandler } from "./tasks/handler.ts";
import type { Router } from "./tasks/router.ts";
import { createTimers, type Timers } from "./timers.ts";

/** Carries effects out and posts their answers. */
export interface Performer {
  readonly timers: Timers;
  /** How many tasks are under way in real time, and how many expressions are being evaluated. */
  readonly busy: number;
  readonly evaluating: number;
  perform(effects: readonly Effect[]): void;
  /** Aborts whatever is under way. */
  dispose(): void;
}

export interface PerformerOptions {
  readonly clock: Clock;
  readonly seed: number;
  readonly router: Router;
  /** Called for a task that nothing runs, with the reason; without an answer it waits. */
  readonly onUnhandled: (invoke: Invoke, reason: string, answer: (answer: Answer) => void) => void;
  readonly onPrint?: (invoke: Invoke, text: string) => void;
}

/** How long one JSONata expression may take, in milliseconds. Reference, section 5. */
const EVALUATION_LIMIT = 5000;

/** `changed` is called when a task begins or ends to take real time. */
export function createPerformer(
  options: PerformerOptions,
  post: (signal: Signal) => void,
  changed: () => void,
): Performer {
  const timers = createTimers();
  const underWay = new Map<number, AbortController>();
  const counts = { busy: 0, evaluating: 0 };

  function evaluate(effect: Evaluate): void {
    counts.evaluating++;
    void evaluateAll(effect, options.seed, options.clock.now()).then((results) => {
      counts.evaluating--;
      post({ effect: effect.id, frame: effect.frame, kind: "evaluated", results });
    });
  }

  /** Whether something carries the task out. */
  function invoke(effect: Invoke): boolean {
    const answer = (given: Answer): void => post({ effect: effect.id, frame: effect.frame, ...given });
    const found = options.router.find(effect);
    if (found.kind !== "handler") {
      options.onUnhandled(effect, found.kind === "unusable" ? found.message : "", answer);
      return false;
    }
    const controller = new AbortController();
    underWay.set(effect.id, controller);
    const work = startTask(found.handler, options, effect, answer, controller.signal);
    if (!work) return true;
    counts.busy++;
    changed();
    void work.finally(() => {
      counts.busy--;
      underWay.delete(effect.id);
      changed();
    });
    return true;
  }

  function cancel(effect: number): void {
    timers.cancel(effect);
    underWay.get(effect)?.abort();
    underWay.delete(effect);
  }

  return {
    timers,
    get busy() {
      return counts.busy;
    },
    get evaluating() {
      return counts.evaluating;
    },
    perform(effects) {
      // A task that only a person can answer has no time limit: it would end as soon as nothing else goes on.
      const unlimited = new Set<number>();
      for (const effect of effects) {
        const { id, frame } = effect;
        if (effect.kind === "evaluate") evaluate(effect);
        else if (effect.kind === "cancel") cancel(effect.effect);
        else if (effect.kind === "invoke") {
          if (!invoke(effect)) unlimited.add(frame);
        } else if (!unlimited.has(frame)) timers.add({ until: effect.until, effect: id, frame });
      }
    },
    dispose() {
      for (const controller of underWay.values()) controller.abort();
      underWay.clear();
    },
  };
}

/** Hands a task to its handler. The promise, where it takes real time, never rejects: a bug of the handler is an answer. */
function startTask(
  handler: TaskHandler,
  { onPrint }: PerformerOptions,
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

/** Evaluates up to the first expression that gives no value. Random numbers depend on the seed and the effect alone. */
async function evaluateAll(
  { id, expressions, states, variables }: Evaluate,
  seed: number,
  now: number,
): Promise<readonly EvaluationResult[]> {
  const random = randomSequence(seed, id);
  const evaluation = { now: () => now, random, uuid: () => uuidFrom(random), hash: digest };
  const results: EvaluationResult[] = [];
  for (const expression of expressions) {
    const end = performance.now() + EVALUATION_LIMIT;
    const expired = (): boolean => performance.now() > end;
    const result = await evaluateJsonata(expression, { states, variables }, evaluation, { expired });
    results.push(result);
    if (result.kind !== "value") break;
  }
  return results;
}
