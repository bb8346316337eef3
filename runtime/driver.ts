import type { Engine, Frame, Signal } from "../engine/index.ts";
import type { Clock } from "./clock.ts";
import { createPerformer, type Performer, type PerformerOptions } from "./performer.ts";

/** Who decides which frame moves, and where the driver stops. */
export interface StopPolicy {
  /** Asked before each move; true leaves the frame as it is and ends the run. */
  stopsAt(frame: Frame): boolean;
  /** The frame to move instead of the one whose turn it is; undefined while the frames it chooses from all wait. */
  choose?(): Frame | undefined;
}

/** Why a run came back: the execution has ended, a policy said stop, or it waits for something that only others can give. */
export type RunEnd = "ended" | "stopped" | "waiting";

export interface DriverOptions extends PerformerOptions {
  readonly engine: Engine;
  /** Called after each step, for those who follow the execution. */
  readonly onStep?: () => void;
}

/** Carries an execution through time: moves its frames, carries its effects out, hands the answers in. */
export interface Driver {
  readonly engine: Engine;
  readonly clock: Clock;
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

/** A driver from within. */
interface Running {
  readonly options: DriverOptions;
  readonly performer: Performer;
  readonly inbox: Signal[];
  /** Set while a run waits for an answer. */
  wake: (() => void) | undefined;
  paused: boolean;
  active: boolean;
}

export function createDriver(options: DriverOptions): Driver {
  const { engine, clock, onStep } = options;
  const post = (signal: Signal): void => {
    running.inbox.push(signal);
    running.wake?.();
  };
  const changed = (): void => {
    letTimeRun(running);
    running.wake?.();
  };
  const performer = createPerformer(options, post, changed);
  const running: Running = { options, performer, inbox: [], wake: undefined, paused: false, active: false };
  const step = (change: () => ReturnType<Engine["move"]>): void => {
    performer.perform(change());
    onStep?.();
  };

  return {
    engine,
    clock,
    start: () => step(() => engine.start(clock.now())),
    async run(policy) {
      running.paused = false;
      running.active = true;
      letTimeRun(running);
      try {
        return await moveOn(running, policy);
      } finally {
        running.active = false;
        letTimeRun(running);
      }
    },
    pause() {
      running.paused = true;
      running.wake?.();
    },
    signal: post,
    stop: (error, cause) => step(() => engine.stop(clock.now(), error, cause)),
    dispose: () => performer.dispose(),
  };
}

const letTimeRun = ({ options, performer, active }: Running): void => options.clock.run(active, performer.busy > 0);

async function moveOn(running: Running, policy: StopPolicy | undefined): Promise<RunEnd> {
  const { inbox, options, performer } = running;
  const { engine, clock, onStep } = options;
  for (let moves = 1; ; moves++) {
    for (const signal of inbox.splice(0)) {
      performer.perform(engine.deliver(signal, clock.now()));
      onStep?.();
    }
    if (engine.execution.state.status !== "RUNNING") return "ended";
    if (running.paused) return "stopped";
    const frame = policy?.choose ? policy.choose() : engine.next();
    if (!frame) {
      if (await idle(running)) continue;
      return "waiting";
    }
    if (policy?.stopsAt(frame)) return "stopped";
    performer.perform(engine.move(frame.id, clock.now()));
    onStep?.();
    if (moves % MOVES_PER_SLICE === 0) await new Promise(setImmediate);
  }
}

/** Waits for an answer or for the next timer; false where neither can come. */
async function idle(running: Running): Promise<boolean> {
  const { inbox, performer, options } = running;
  const { timers, busy, evaluating } = performer;
  const timer = timers.next;
  if (!timer && busy === 0 && evaluating === 0) return false;
  const controller = new AbortController();
  const woken = new Promise<void>((resolve) => {
    running.wake = resolve;
  });
  if (inbox.length === 0) {
    const waits = [woken];
    if (timer && evaluating === 0) waits.push(options.clock.sleep(timer.until, busy > 0, controller.signal));
    await Promise.race(waits);
  }
  running.wake = undefined;
  controller.abort();
  for (const { effect, frame } of timers.due(options.clock.now())) inbox.push({ effect, frame, kind: "elapsed" });
  return true;
}
