import { type Answer, type Effect, type Evaluate, randomSequence, type Signal, uuidFrom } from "../engine/index.ts";
import { digest, startTimeLimit } from "../evaluation/index.ts";
import { type EvaluationResult, evaluateJsonata } from "../language/index.ts";
import { type ChildRuns, createChildRuns, type RunChild } from "./child-runs.ts";
import type { Clock } from "./clock.ts";
import type { Pending } from "./fork.ts";
import { readItems } from "./items/read-items.ts";
import { writeResults } from "./items/write-results.ts";
import { memoryStore, type ObjectStore } from "./object-store.ts";
import { createTaskCalls, type TaskCallOptions, type TaskCalls, type UnderWay } from "./task-calls.ts";
import { createTimers, type Timers } from "./timers.ts";

/** Carries effects out and posts their answers. */
export interface Performer {
  readonly timers: Timers;
  /** What goes on. Expressions, items and results take no time of the execution's own. */
  readonly underWay: Readonly<UnderWay>;
  perform(effects: readonly Effect[]): void;
  /** Drops whatever is under way but what is pending at an earlier moment, and goes on with that. */
  resume(pending: Pending): void;
  /** Somebody else answers a task: nobody waits for its handler any more. */
  abandon(effect: number): void;
  /** The highest number of an effect so far. */
  lastEffect(): number;
  /** Aborts whatever is under way. */
  dispose(): void;
}

export interface PerformerOptions extends TaskCallOptions {
  readonly clock: Clock;
  /** What stands in for S3; empty and in memory unless given. */
  readonly objects?: ObjectStore;
  /** Runs child executions elsewhere, those that somebody wants to look into. */
  readonly runChild?: RunChild;
}

/** A performer from within. */
interface Performing {
  readonly options: PerformerOptions;
  readonly objects: ObjectStore;
  readonly timers: Timers;
  readonly tasks: TaskCalls;
  readonly children: ChildRuns;
  readonly underWay: UnderWay;
  readonly post: (signal: Signal) => void;
  /** Tasks that only a person can answer. */
  readonly unanswered: Set<number>;
  last: number;
}

/** `changed` is called when a task begins or ends to take real time. */
export function createPerformer(
  options: PerformerOptions,
  post: (signal: Signal) => void,
  changed: () => void,
): Performer {
  const timers = createTimers();
  const underWay: UnderWay = { busy: 0, instant: 0, following: 0, frozen: 0 };
  const tasks = createTaskCalls(options, underWay, post, changed);
  const { objects = memoryStore() } = options;
  const children = createChildRuns(options, underWay, post, changed);
  const performing: Performing = {
    ...{ options, objects, timers, tasks, children, underWay, post },
    unanswered: new Set(),
    last: 0,
  };
  return {
    timers,
    underWay,
    perform: (effects) => perform(performing, effects),
    resume({ effects, answers }) {
      timers.clear();
      const pending = new Set(effects.map(({ id }) => id));
      tasks.keepOnly(pending);
      children.keepOnly(pending);
      perform(
        performing,
        effects.filter(({ id }) => !answers.has(id)),
      );
      for (const signals of answers.values()) for (const signal of signals) post(signal);
    },
    abandon: (effect) => tasks.cancel(effect),
    lastEffect: () => performing.last,
    dispose() {
      tasks.dispose();
      children.keepOnly(new Set());
    },
  };
}

function perform(performing: Performing, effects: readonly Effect[]): void {
  if (effects.length === 0) return;
  const { options, objects, timers, tasks, children, unanswered } = performing;
  const { seed, clock } = options;
  // A task that only a person can answer has no time limit: it would end as soon as nothing else goes on.
  const unlimited = new Set<number>();
  for (const effect of effects) {
    const { id, frame } = effect;
    performing.last = Math.max(performing.last, id);
    switch (effect.kind) {
      case "evaluate":
        postAtOnce(performing, effect, evaluateAll(effect, seed, clock.now()));
        break;
      case "read":
        postAtOnce(performing, effect, readItems(effect, objects));
        break;
      case "write":
        postAtOnce(performing, effect, writeResults(effect, objects));
        break;
      case "invoke":
        if (tasks.isUnderWay(id)) break;
        if (unanswered.has(id) || !tasks.call(effect)) {
          unlimited.add(frame);
          unanswered.add(id);
        }
        break;
      case "sleep":
        if (!unlimited.has(frame) && !(effect.isLimit && options.timeouts === "off"))
          timers.add({ until: effect.until, effect: id, frame });
        break;
      case "execute":
        children.run(effect);
        break;
      case "cancel":
        timers.cancel(effect.effect);
        tasks.cancel(effect.effect);
        children.cancel(effect.effect);
    }
  }
}

/** Posts an answer that comes at the very moment it was asked for. */
function postAtOnce({ underWay, post }: Performing, { id, frame }: Effect, answer: Promise<Answer>): void {
  underWay.instant++;
  void answer.then((given) => {
    underWay.instant--;
    post({ effect: id, frame, ...given });
  });
}

/** Evaluates up to the first expression that gives no value. Random numbers depend on the seed and the effect alone. */
async function evaluateAll(
  { id, expressions, states, variables }: Evaluate,
  seed: number,
  now: number,
): Promise<Answer> {
  const random = randomSequence(seed, id);
  const evaluation = { now: () => now, random, uuid: () => uuidFrom(random), hash: digest };
  const results: EvaluationResult[] = [];
  for (const expression of expressions) {
    const result = await evaluateJsonata(expression, { states, variables }, evaluation, { limit: startTimeLimit() });
    results.push(result);
    if (result.kind !== "value") break;
  }
  return { kind: "evaluated", results };
}
