import { type Engine, executionArn, type Frame, type Signal, type StatesError } from "../engine/index.ts";
import type { Clock } from "./clock.ts";
import { pendingAt } from "./fork.ts";
import { createPerformer, type Performer, type PerformerOptions } from "./performer.ts";
import { type ResettableClock, resettable } from "./resettable-clock.ts";
import { createTaskTokens, type TaskTokens } from "./task-tokens.ts";
import type { Caller } from "./tasks/caller.ts";
import { createTimeline, isMove, makeStep, type Timeline, type TimelineStep } from "./timeline.ts";

/** Who decides which frame moves, and where the driver stops. */
export interface StopPolicy {
  /** Asked before each move; true leaves the frame as it is and ends the run. */
  stopsAt(frame: Frame): boolean;
  /**
   * Asked before that at the end of the timeline; true where it put another frame in the place of this one, or did something
   * else that has to be looked at first.
   */
  amends?(frame: Frame): boolean;
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
  /** The moment that it waits for next, and the frame that does. */
  waitsFor(): { readonly until: number; readonly frame: number } | undefined;
  /** Goes on as if that moment had come. */
  skipWait(): void;
  /** What the execution went through, where it is restorable. It reaches further than the engine that was taken back. */
  readonly timeline: Timeline | undefined;
  /** The moment of the execution, in epoch milliseconds: that of the clock, or that of the past where it was taken back. */
  now(): number;
  /**
   * Takes the execution to another moment of its timeline. From there it goes on as it did before, answers included, up to
   * where the timeline ends; whatever is under way there goes on.
   */
  goTo(moment: number): void;
  /** Forgets what came after the present moment: tasks that were called since are called anew. */
  fork(): void;
  /** Puts another frame in place of one, with what a person changed in it. What came after is forgotten. */
  replace(frame: Frame): void;
  /** Puts a frame where it would not go by itself; what it waits for is dropped, and what came after forgotten. */
  divert(frame: Frame): void;
  /** Makes the state of a frame fail, as if its work had given this error. What came after is forgotten. */
  fail(frame: number, error: StatesError): void;
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
  readonly clock: ResettableClock;
  readonly timeline: Timeline | undefined;
  readonly inbox: Signal[];
  /** Set while a run waits for an answer. */
  wake: (() => void) | undefined;
  paused: boolean;
  active: boolean;
  /** The tokens that somebody was asked for. */
  readonly asked: Set<string>;
}

export function createDriver(options: DriverOptions): Driver {
  const { engine } = options;
  const clock = resettable(options.clock);
  const post = (signal: Signal): void => {
    // Where time goes on at a stop, what was over before comes before.
    if (options.timeouts === "real" && !running.active) elapse(running);
    running.inbox.push(signal);
    running.wake?.();
  };
  const changed = (): void => {
    letTimeRun(running);
    running.wake?.();
  };
  const tokens = options.tokens ?? options.router.tokens ?? createTaskTokens();
  const caller = callerOf({ ...options, clock });
  const performer = createPerformer({ ...options, clock, tokens, caller }, post, changed);
  const running: Running = {
    ...{ options, performer, tokens, clock, inbox: [], wake: undefined, paused: false, active: false },
    timeline: engine.execution.options.restorable ? createTimeline() : undefined,
    asked: new Set(),
  };
  const change = (step: TimelineStep): void => {
    fork(running);
    take(running, step);
  };

  return {
    engine,
    clock,
    tokens,
    timeline: running.timeline,
    start: () => take(running, { kind: "started" }),
    run: (policy) => run(running, policy),
    pause() {
      running.paused = true;
      running.wake?.();
    },
    signal(signal) {
      fork(running, signal.effect);
      performer.abandon(signal.effect);
      post(signal);
    },
    now: () => nowOf(running),
    waitsFor: () => performer.timers.next(),
    skipWait: () => skipWait(running),
    goTo: (moment) => goTo(running, moment),
    fork: () => fork(running),
    replace: (frame) => change({ kind: "replaced", frame }),
    divert(frame) {
      const from = engine.execution.frames[frame.id];
      if (from) change({ kind: "diverted", from, frame });
    },
    fail(frame, error) {
      const from = engine.execution.frames[frame];
      if (from) change({ kind: "failed", from, error });
    },
    stop(error, cause) {
      performer.perform(engine.stop(nowOf(running), error, cause));
      options.onStep?.();
    },
    dispose: () => performer.dispose(),
  };
}

/** Sets the clock to the moment that is waited for. */
function skipWait({ performer, clock, wake }: Running): void {
  const next = performer.timers.next();
  if (!next) return;
  clock.set(next.until);
  wake?.();
}

/** Makes a step at the end of the timeline, and carries out what it asks for. */
function take({ options, performer, timeline, clock }: Running, step: TimelineStep): void {
  const { engine, onStep } = options;
  const now = clock.now();
  const { moment } = engine.execution;
  const effects = makeStep(engine, step, now);
  if (engine.execution.moment > moment) timeline?.add(step, now, effects);
  performer.perform(effects);
  onStep?.();
}

/** Whether the execution was taken back: what comes next is known. */
const isBehind = ({ timeline, options }: Running): boolean =>
  timeline !== undefined && options.engine.execution.moment < timeline.steps.length;

function nowOf(running: Running): number {
  const { clock, timeline, options } = running;
  const past = isBehind(running) ? timeline?.times[options.engine.execution.moment - 1] : undefined;
  return past ?? clock.now();
}

function goTo({ options, timeline, asked }: Running, moment: number): void {
  const { engine } = options;
  if (!timeline || moment < 1 || moment > timeline.steps.length) throw new RangeError(`no moment ${moment}`);
  asked.clear();
  if (moment < engine.execution.moment) engine.restore(moment);
  while (engine.execution.moment < moment) repeat(engine, timeline);
}

/** Makes the next step of the timeline once more. Whoever answers it has answered it already. */
function repeat(engine: Engine, { steps, times }: Timeline): void {
  const { moment } = engine.execution;
  const step = steps[moment];
  if (step) makeStep(engine, step, times[moment] ?? 0);
}

/** Makes the present moment the end of the timeline. `answered` is an effect that has another answer than before. */
function fork(running: Running, answered?: number): void {
  const { options, timeline, performer, clock } = running;
  if (!timeline || !isBehind(running)) return;
  const { engine } = options;
  const { effects, answers } = pendingAt(engine, timeline);
  clock.set(nowOf(running));
  timeline.cut(engine.execution.moment);
  performer.resume({
    effects: effects.filter(({ id }) => id !== answered),
    answers: new Map([...answers].filter(([effect]) => effect !== answered)),
  });
  take(running, { kind: "numbered", effect: performer.lastEffect() + 1 });
}

async function run(running: Running, policy: StopPolicy | undefined): Promise<RunEnd> {
  running.paused = false;
  running.active = true;
  letTimeRun(running);
  try {
    return await moveOn(running, policy);
  } finally {
    running.active = false;
    letTimeRun(running);
  }
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
  running.clock.run(running.active && !isBehind(running), isBusy(running), running.performer.underWay.frozen > 0);

/** Whether something goes on that takes real time. */
const isBusy = ({ options, performer, tokens }: Running): boolean =>
  performer.underWay.busy > 0 || (options.awaitsTokens === true && tokens.open.size > 0);

async function moveOn(running: Running, policy: StopPolicy | undefined): Promise<RunEnd> {
  const { inbox, options } = running;
  const { engine } = options;
  for (let slice = engine.execution.moment; ; ) {
    if (isBehind(running)) {
      if (!(await catchUp(running, policy))) return "stopped";
      slice = engine.execution.moment;
      letTimeRun(running);
    }
    if (inbox.length > 0) for (const signal of inbox.splice(0)) take(running, { kind: "answered", signal });
    if (engine.execution.state.status !== "RUNNING") return "ended";
    if (running.paused) return "stopped";
    const frame = policy?.choose ? policy.choose() : engine.next();
    if (!frame) {
      if (await idle(running)) continue;
      return "waiting";
    }
    if (policy?.amends?.(frame)) continue;
    if (policy?.stopsAt(frame)) return "stopped";
    if (policy || running.timeline) take(running, frame);
    else advance(running, frame);
    if (engine.execution.moment - slice < MOVES_PER_SLICE) continue;
    slice = engine.execution.moment;
    await new Promise(setImmediate);
  }
}

function advance({ options, performer, clock }: Running, { id }: Frame): void {
  performer.perform(options.engine.advance(id, clock.now()));
  options.onStep?.();
}

/** Goes through the timeline up to its end; false where it is to stop before. */
async function catchUp(running: Running, policy: StopPolicy | undefined): Promise<boolean> {
  const { options, timeline } = running;
  const { engine, onStep } = options;
  const { execution } = engine;
  for (let slice = execution.moment; timeline && isBehind(running); ) {
    if (running.paused) return false;
    const step = timeline.steps[execution.moment];
    const frame = isMove(step) ? execution.frames[step.id] : undefined;
    if (frame && policy?.stopsAt(frame)) return false;
    repeat(engine, timeline);
    onStep?.();
    if (execution.moment - slice < MOVES_PER_SLICE) continue;
    slice = execution.moment;
    await new Promise(setImmediate);
  }
  return true;
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
  elapse(running);
  return true;
}

/** Tells of the timers whose moment has come. */
function elapse({ performer, inbox, clock }: Running): void {
  for (const { effect, frame } of performer.timers.due(clock.now())) inbox.push({ effect, frame, kind: "elapsed" });
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
  await running.clock.sleep(until, busy, controller.signal);
  if (controller.signal.aborted) return "answer";
  return until === FOREVER && !busy ? "nothing" : "moment";
}

const FOREVER = Number.POSITIVE_INFINITY;
