import { type Effect, type Evaluate, randomSequence, type Signal, uuidFrom } from "../engine/index.ts";
import { type EvaluationResult, evaluateJsonata } from "../language/index.ts";
import type { Clock } from "./clock.ts";
import { digest } from "./digest.ts";
import { createTaskCalls, type TaskCallOptions } from "./task-calls.ts";
import { createTimers, type Timers } from "./timers.ts";

/** Carries effects out and posts their answers. */
export interface Performer {
  readonly timers: Timers;
  /** How many tasks are under way in real time, and how many expressions are being evaluated. */
  readonly busy: number;
  readonly evaluating: number;
  /** How many tasks follow something in the execution's own time. */
  readonly following: number;
  perform(effects: readonly Effect[]): void;
  /** Aborts whatever is under way. */
  dispose(): void;
}

export interface PerformerOptions extends TaskCallOptions {
  readonly clock: Clock;
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
  const tasks = createTaskCalls(options, post, changed);
  let evaluating = 0;

  function evaluate(effect: Evaluate): void {
    evaluating++;
    void evaluateAll(effect, options.seed, options.clock.now()).then((results) => {
      evaluating--;
      post({ effect: effect.id, frame: effect.frame, kind: "evaluated", results });
    });
  }

  return {
    timers,
    get busy() {
      return tasks.busy;
    },
    get evaluating() {
      return evaluating;
    },
    get following() {
      return tasks.following;
    },
    perform(effects) {
      // A task that only a person can answer has no time limit: it would end as soon as nothing else goes on.
      const unlimited = new Set<number>();
      for (const effect of effects) {
        const { id, frame } = effect;
        if (effect.kind === "evaluate") evaluate(effect);
        else if (effect.kind === "cancel") {
          timers.cancel(effect.effect);
          tasks.cancel(effect.effect);
        } else if (effect.kind === "invoke") {
          if (!tasks.call(effect)) unlimited.add(frame);
        } else if (!unlimited.has(frame)) timers.add({ until: effect.until, effect: id, frame });
      }
    },
    dispose: () => tasks.dispose(),
  };
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
