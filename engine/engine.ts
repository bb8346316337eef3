import type { Effect, Signal } from "./effect.ts";
import {
  beginStep,
  count,
  createWorld,
  type Execution,
  type ExecutionOptions,
  emit,
  put,
  request,
  restore,
  type World,
} from "./execution.ts";
import { type Frame, noVariables } from "./frame.ts";
import { firstOf } from "./line.ts";
import { enteredBy } from "./phases.ts";
import type { Program } from "./program.ts";
import { runtimeError, type StatesError, timeoutError } from "./states-error.ts";
import {
  advance as advanceFrame,
  deliver as deliverSignal,
  endExecution,
  failState,
  move as moveFrame,
} from "./step.ts";
import { dropWork, frameAt } from "./strand.ts";

/**
 * One execution, moved from outside: frames by `move`, answers by `deliver`. Every call is synchronous and returns what
 * the execution now wants done. Nothing happens by itself: the same calls give the same execution.
 */
export interface Engine {
  readonly execution: Execution;
  /** Begins at a moment, in epoch milliseconds. */
  start(now: number): readonly Effect[];
  /** The frame whose turn is next, undefined while all wait. */
  next(): Frame | undefined;
  /** Carries out the next phase of a frame that doesn't wait. */
  move(frame: number, now: number): readonly Effect[];
  /**
   * The same for one phase after the other, as long as they lead on in the same state: quicker, where nobody wants to stop
   * between. One phase only where earlier moments are to be restorable.
   */
  advance(frame: number, now: number): readonly Effect[];
  deliver(signal: Signal, now: number): readonly Effect[];
  /** Makes the state of a frame fail, as if its work had given this error. */
  fail(frame: number, error: StatesError, now: number): readonly Effect[];
  /** Ends the execution as StopExecution does. */
  stop(now: number, error?: string, cause?: string): readonly Effect[];
  /** Puts another frame in place of one, with what a person changed in it. */
  replace(frame: Frame): void;
  /** Puts a frame where it would not go by itself; whatever it waits for, and whatever runs within it, is dropped. */
  divert(frame: Frame, now: number): readonly Effect[];
  /** Makes the execution what it was after so many steps; effects asked for since are to be forgotten. */
  restore(moment: number): void;
  /** Numbers effects from here on, where earlier numbers may still be answered: what was asked for before `restore`. */
  numberFrom(effect: number): void;
}

/** The number of the frame that runs the machine itself. */
export const rootFrame = 1;

/** Most moves ask for nothing. */
const noEffects: readonly Effect[] = [];

/** The effect that ends the execution when its time is over belongs to no frame. */
const noFrame = 0;

export function createEngine(program: Program, options: ExecutionOptions): Engine {
  const world = createWorld(program, options);
  const effects = (): readonly Effect[] => (world.effects.length === 0 ? noEffects : world.effects.splice(0));
  const effectsAfter = (change: () => void): readonly Effect[] => {
    change();
    return effects();
  };
  return {
    execution: world,
    start: (now) => effectsAfter(() => start(world, now)),
    next: () => firstOf(world.line, world.frames),
    move(frame, now) {
      moveFrame(world, frame, now);
      return effects();
    },
    advance(frame, now) {
      if (options.restorable) moveFrame(world, frame, now);
      else advanceFrame(world, frame, now);
      return effects();
    },
    deliver: (signal, now) =>
      effectsAfter(() => (signal.frame === noFrame ? timeOut(world, now) : deliverSignal(world, signal, now))),
    fail: (frame, error, now) => effectsAfter(() => fail(world, frame, error, now)),
    stop: (now, error, cause) =>
      effectsAfter(() =>
        stop(world, now, { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }),
      ),
    replace(frame) {
      beginStep(world);
      put(world, { ...frame });
    },
    divert: (frame, now) => effectsAfter(() => divert(world, frame, now)),
    restore: (moment) => restore(world, moment),
    numberFrom(effect) {
      beginStep(world);
      world.counters.effect = Math.max(world.counters.effect, effect - 1);
    },
  };
}

function start(world: World, now: number): void {
  const { program, options } = world;
  beginStep(world);
  world.startedAt = now;
  const { value: input } = options.input;
  emit(world, world.log, now, 0, "ExecutionStarted", { input, roleArn: options.names.roleArn });
  const limit = timeLimit(world);
  if (limit !== undefined) request(world, noFrame, { kind: "sleep", until: now + limit * 1000, isLimit: true });
  const { beginning = {} } = options;
  const first = beginning.state === undefined ? program.machine.start : program.states.get(beginning.state);
  if (!first) {
    const error = runtimeError("The state machine has no state to start at.");
    return endExecution(world, { status: "FAILED", error }, now, 1);
  }
  const base = { parent: undefined, index: 0, machine: program.machine, origin: 0, log: world.log };
  const strand = beginning.child ? { ...base, execution: beginning.child } : base;
  // The first state's event hangs on nothing, not on ExecutionStarted.
  const { variables: given } = beginning;
  const variables = given ? { own: given, all: given } : noVariables;
  const bearer = { id: count(world, "frame"), strand, variables, event: 0 };
  put(world, frameAt(bearer, first, input, now));
}

/** How many seconds an EXPRESS execution may take at most. Reference, section 12. */
const EXPRESS_SECONDS = 300;

function timeLimit({ program, options }: World): number | undefined {
  const { timeoutSeconds } = program;
  // Whoever tests a state ends the test.
  if (options.type === "STANDARD" || options.limits === "none" || options.test) return timeoutSeconds;
  return Math.min(timeoutSeconds ?? EXPRESS_SECONDS, EXPRESS_SECONDS);
}

function fail(world: World, id: number, error: StatesError, now: number): void {
  const frame = world.frames[id];
  if (!frame || world.state.status !== "RUNNING") return;
  beginStep(world);
  dropWork(world, frame, now);
  // A state that fails before its entry would be none that the history knows of.
  const isBeforeEntry = frame.visit.state.phases[frame.phase]?.kind === "Enter";
  const failing = isBeforeEntry ? enteredBy({ world, frame, now, isDraft: false }) : frame;
  failState(world, failing, error, now);
}

function divert(world: World, frame: Frame, now: number): void {
  const before = world.frames[frame.id];
  if (!before || world.state.status !== "RUNNING") return;
  beginStep(world);
  dropWork(world, before, now);
  put(world, { ...frame, waiting: undefined, children: undefined });
}

function timeOut(world: World, now: number): void {
  if (world.state.status !== "RUNNING") return;
  beginStep(world);
  endExecution(world, { status: "TIMED_OUT", error: timeoutError }, now, 0);
}

function stop(world: World, now: number, error: StatesError): void {
  if (world.state.status !== "RUNNING") return;
  beginStep(world);
  endExecution(world, { status: "ABORTED", error }, now, 0);
}
