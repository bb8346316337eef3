import {
  type Answer,
  type Effect,
  type Engine,
  type Evaluate,
  type Frame,
  type Invoke,
  randomSequence,
  type Signal,
  uuidFrom,
} from "../engine/index.ts";
import { type EvaluationResult, evaluateJsonata } from "../language/index.ts";
import type { Clock } from "./clock.ts";
import { digest } from "./digest.ts";
import type { Router } from "./tasks/router.ts";
import { createTimers } from "./timers.ts";

/** Who decides which frame moves, and where the driver stops. */
export interface StopPolicy {
  /** Asked before each move; true leaves the frame as it is and ends the run. */
  stopsAt(frame: Frame): boolean;
  /** The frame to move instead of the one whose turn it is; undefined while the frames it chooses from all wait. */
  choose?(): Frame | undefined;
}

/** Why a run came back: the execution has ended, a policy said stop, or it waits for something that only others can give. */
export type RunEnd = "ended" | "stopped" | "waiting";

export interface DriverOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly seed: number;
  readonly router: Router;
  /** Called for a task that nothing runs, with the reason; without an answer it waits. */
  readonly onUnhandled: (invoke: Invoke, reason: string, answer: (answer: Answer) => void) => void;
  readonly onPrint?: (invoke: Invoke, text: string) => void;
  /** Called after each step, for those who follow the execution. */
  readonly onStep?: () => void;
}

/** Carries an execution through time: moves its frames, carries its effects out, hands the answers in. */
export interface Driver {
  readonly engine: Engine;
  start(): void;
  run(policy?: StopPolicy): Promise<RunEnd>;
  /** Ends the present run before its next move. */
  pause(): void;
  /** Hands in an answer from outside, such as a task token's. */
  signal(signal: Signal): void;
  /** Ends the execution as StopExecution does. */
  stop(error?: string, cause?: string): void;
  /** Aborts whatever still runs for it. */
  dispose(): void;
}

/** After so many moves in one go others get their turn. */
const MOVES_PER_SLICE = 2000;

/** How long one JSONata expression may take, in milliseconds. Reference, section 5. */
const EVALUATION_LIMIT = 5000;

export function createDriver(options: DriverOptions): Driver {
  const { engine, clock, onStep } = options;
  const timers = createTimers();
  const inbox: Signal[] = [];
  const underWay = new Map<number, AbortController>();
  let busy = 0;
  let evaluating = 0;
  let paused = false;
  let active = false;
  let wake: (() => void) | undefined;

  const post = (signal: Signal): void => {
    inbox.push(signal);
    wake?.();
  };

  function perform(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === "sleep") timers.add({ until: effect.until, effect: effect.id, frame: effect.frame });
      else if (effect.kind === "evaluate") evaluate(effect);
      else if (effect.kind === "invoke") invoke(effect);
      else cancel(effect.effect);
    }
    onStep?.();
  }

  function cancel(effect: number): void {
    timers.cancel(effect);
    underWay.get(effect)?.abort();
    underWay.delete(effect);
  }

  function evaluate(effect: Evaluate): void {
    evaluating++;
    const done = (results: readonly EvaluationResult[]): void => {
      evaluating--;
      post({ effect: effect.id, frame: effect.frame, kind: "evaluated", results });
    };
    void evaluateAll(effect, options.seed, clock.now()).then(done);
  }

  function invoke(effect: Invoke): void {
    const answer = (given: Answer): void => post({ effect: effect.id, frame: effect.frame, ...given });
    const found = options.router.find(effect);
    if (found.kind !== "handler")
      return options.onUnhandled(effect, found.kind === "unusable" ? found.message : "", answer);
    const { handler } = found;
    const controller = new AbortController();
    underWay.set(effect.id, controller);
    const print = (text: string): void => options.onPrint?.(effect, text);
    const { resource, payload, call } = effect;
    const work = handler.invoke({ resource, payload, call, answer, print, signal: controller.signal });
    if (!work) return void underWay.delete(effect.id);
    setBusy(1);
    const settled = (): void => {
      setBusy(-1);
      underWay.delete(effect.id);
      wake?.();
    };
    work.then(settled, (bug: unknown) => {
      settled();
      answer({ kind: "failed", error: { error: "States.Runtime", cause: `${handler.name} failed: ${bug}` } });
    });
  }

  function setBusy(change: 1 | -1): void {
    busy += change;
    clock.run(active, busy > 0);
  }

  /** Waits for an answer or for the next timer. */
  async function idle(): Promise<boolean> {
    const timer = timers.next;
    if (!timer && busy === 0 && evaluating === 0) return false;
    const controller = new AbortController();
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    if (inbox.length === 0) {
      const waits: Promise<void>[] = [woken];
      if (timer && evaluating === 0) waits.push(clock.sleep(timer.until, busy > 0, controller.signal));
      await Promise.race(waits);
    }
    wake = undefined;
    controller.abort();
    for (const { effect, frame } of timers.due(clock.now())) inbox.push({ effect, frame, kind: "elapsed" });
    return true;
  }

  function deliverAll(): void {
    for (const signal of inbox.splice(0)) perform(engine.deliver(signal, clock.now()));
  }

  async function run(policy?: StopPolicy): Promise<RunEnd> {
    paused = false;
    setActive(true);
    try {
      return await moveOn(policy);
    } finally {
      setActive(false);
    }
  }

  function setActive(now: boolean): void {
    active = now;
    clock.run(active, busy > 0);
  }

  async function moveOn(policy: StopPolicy | undefined): Promise<RunEnd> {
    for (let moves = 0; ; moves++) {
      if (inbox.length > 0) deliverAll();
      if (engine.execution.state.status !== "RUNNING") return "ended";
      if (paused) return "stopped";
      const frame = policy?.choose ? policy.choose() : engine.next();
      if (!frame) {
        if (await idle()) continue;
        return "waiting";
      }
      if (policy?.stopsAt(frame)) return "stopped";
      perform(engine.move(frame.id, clock.now()));
      if (moves % MOVES_PER_SLICE === MOVES_PER_SLICE - 1) await new Promise(setImmediate);
    }
  }

  return {
    engine,
    start: () => perform(engine.start(clock.now())),
    run,
    pause() {
      paused = true;
      wake?.();
    },
    signal: post,
    stop: (error, cause) => perform(engine.stop(clock.now(), error, cause)),
    dispose() {
      for (const controller of underWay.values()) controller.abort();
      underWay.clear();
    },
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
