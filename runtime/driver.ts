import { type Engine, executionArn, type Frame, type Signal } from "../engine/index.ts";
import type { Clock } from "./clock.ts";
import { createPerformer, type Performer, type PerformerOptions } from "./performer.ts";
import { createTaskTokens, type TaskTokens } from "./task-tokens.ts";
import type { Caller } from "./tasks/caller.ts";

/** Who decides which frame moves, and where the driver stops. */
export interface StopPolicy {
  /** Asked before each move; true leaves the frame as it is and ends the run. */
  stopsAt(frame: Frame): boolean;
  /** The frame to move instead of the one whose turn it is; undefined while the frames it chooses from all wait. */
  choose?(): Frame | undefined;
}

/** Why a run came back: the execution has ended, a policy said stop, or it waits for something that only others can give. */
export type RunEnd = "ended" | "stopped" | "waiting";

export interface DriverOptions extends Omit<PerformerOptions, "tokens" | "caller"> {
  readonly engine: Engine;
  /** The tokens that tasks wait for: those of the router unless given. */
  readonly tokens?: TaskTokens;
  /** Starts executions of other machines; there are none unless given. */
  readonly start?: Caller["start"];
  /** Whether others may have something to tell it yet, such as executions on the same clock: it then waits for them. */
  readonly hasCompany?: () => boolean;
  /**
   * Whether somebody outside may answer task tokens: the driver then waits for them, in real time. Otherwise a run
   * comes back when nothing but a token could go on, and waiting times are skipped up to the task's timeout.
   */
  readonly awaitsTokens?: boolean;
  /** Whether somebody is to be asked for each token: a run then comes back once, before waiting times are skipped. */
  readonly asksForTokens?: boolean;
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
  /** The tokens that tasks wait for; whoever has one may send it. */
  readonly tokens: TaskTokens;
  /** Hands in an answer from outside. */
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
  readonly tokens: TaskTokens;
  readonly inbox: Signal[];
  /** Set while a run waits for an answer. */
  wake: (() => void) | undefined;
  paused: boolean;
  active: boolean;
  /** The tokens that somebody was asked for. */
  readonly asked: Set<string>;
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
  const tokens = options.tokens ?? options.router.tokens ?? createTaskTokens();
  const performer = createPerformer({ ...options, tokens, caller: callerOf(options) }, post, changed);
  const running: Running = {
    options,
    performer,
    tokens,
    inbox: [],
    wake: undefined,
    paused: false,
    active: false,
    asked: new Set(),
  };
  const step = (change: () => ReturnType<Engine["move"]>): void => {
    performer.perform(change());
    onStep?.();
  };

  return {
    engine,
    clock,
    tokens,
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

function callerOf({ engine, clock, start }: DriverOptions): Caller {
  const { names } = engine.execution.options;
  return {
    execution: executionArn(engine.execution),
    stateMachine: `arn:aws:states:${names.region}:${names.account}:stateMachine:${names.stateMachine}`,
    now: () => clock.now(),
    start: start ?? (() => ({ ok: false, reason: "no-machine" })),
  };
}

const letTimeRun = (running: Running): void =>
  running.options.clock.run(running.active, isBusy(running), running.performer.underWay.frozen > 0);

/** Whether something goes on that takes real time. */
const isBusy = ({ options, performer, tokens }: Running): boolean =>
  performer.underWay.busy > 0 || (options.awaitsTokens === true && tokens.open.size > 0);

async function moveOn(running: Running, policy: StopPolicy | undefined): Promise<RunEnd> {
  const { inbox, options, performer } = running;
  const { engine, clock, onStep } = options;
  for (let slice = engine.execution.moment; ; ) {
    if (inbox.length > 0) {
      for (const signal of inbox.splice(0)) {
        performer.perform(engine.deliver(signal, clock.now()));
        onStep?.();
      }
    }
    if (engine.execution.state.status !== "RUNNING") return "ended";
    if (running.paused) return "stopped";
    const frame = policy?.choose ? policy.choose() : engine.next();
    if (!frame) {
      if (await idle(running)) continue;
      return "waiting";
    }
    if (policy?.stopsAt(frame)) return "stopped";
    performer.perform(policy ? engine.move(frame.id, clock.now()) : engine.advance(frame.id, clock.now()));
    onStep?.();
    if (engine.execution.moment - slice < MOVES_PER_SLICE) continue;
    slice = engine.execution.moment;
    await new Promise(setImmediate);
  }
}

/** Waits for an answer or for the next timer; false where neither can come. */
async function idle(running: Running): Promise<boolean> {
  const { inbox, performer, options } = running;
  const { timers, underWay } = performer;
  const busy = isBusy(running);
  const next = timers.next();
  const others = underWay.following > 0 || options.hasCompany?.() === true;
  const stands = underWay.instant > 0 || underWay.frozen > 0;
  const isIdle = !busy && !stands && !others && inbox.length === 0;
  if (isIdle && (!next || (options.asksForTokens && hasNewToken(running)))) return false;
  if (inbox.length === 0) {
    const until = stands ? undefined : (next?.until ?? FOREVER);
    const came = await (until === undefined ? woken(running) : wokenUntil(running, until, busy));
    running.wake = undefined;
    if (came === "nothing") return false;
  }
  for (const { effect, frame } of timers.due(options.clock.now())) inbox.push({ effect, frame, kind: "elapsed" });
  return true;
}

/** Whether a task waits for a token that nobody was asked for; from now on they were. */
function hasNewToken({ tokens, asked }: Running): boolean {
  const fresh = [...tokens.open.keys()].filter((token) => !asked.has(token));
  for (const token of fresh) asked.add(token);
  return fresh.length > 0;
}

/** Waits for an answer that comes at the present moment. */
const woken = (running: Running): Promise<"answer"> =>
  new Promise((resolve) => {
    running.wake = () => resolve("answer");
  });

/** Waits for an answer, at most up to a moment; the clock knows when nothing is to come at all. */
async function wokenUntil(running: Running, until: number, busy: boolean): Promise<"answer" | "moment" | "nothing"> {
  const controller = new AbortController();
  running.wake = () => controller.abort();
  await running.options.clock.sleep(until, busy, controller.signal);
  if (controller.signal.aborted) return "answer";
  return until === FOREVER && !busy ? "nothing" : "moment";
}

const FOREVER = Number.POSITIVE_INFINITY;
