import { abortChildren, endChild } from "./children.ts";
import type { Signal } from "./effect.ts";
import { closeContainer, handlerOf } from "./error-handling.ts";
import {
  beginStep,
  type ExecutionState,
  emit,
  forget,
  fullError,
  isFull,
  put,
  remove,
  type World,
} from "./execution.ts";
import type { Draft, Frame } from "./frame.ts";
import { allNumbered } from "./numbered.ts";
import type { Outcome, Turn } from "./outcome.ts";
import { resumePhase, runPhase } from "./phases.ts";
import { tolerates } from "./states/map-run.ts";
import { located, runtimeError, type StatesError, toleranceError } from "./states-error.ts";
import { abortStrand, cancelEffects, enterState } from "./strand.ts";

/** Carries out the next phase of one frame that can move. Synchronous: what takes time is asked for as effects. */
export function move(world: World, id: number, now: number): void {
  const frame = world.frames[id];
  if (!frame || frame.waiting || world.state.status !== "RUNNING") return;
  const turn: Turn = { world, frame, now, isDraft: false };
  settle(turn, runNext(turn));
}

/**
 * Carries out one phase after the other while they only lead to the next one in the same state. The frames between are
 * nobody's: where each moment is to be restorable, `move` has to be used.
 */
export function advance(world: World, id: number, now: number): void {
  const first = world.frames[id];
  if (!first) return;
  // One turn for all of them: they come by the million.
  const turn = { world, frame: first, now, isDraft: false };
  while (!turn.frame.waiting && world.state.status === "RUNNING") {
    const outcome = runNext(turn);
    if (outcome.kind !== "go" || outcome.frame.turn !== turn.frame.turn) return settle(turn, outcome);
    turn.frame = atPhase(turn, outcome);
    turn.isDraft = true;
  }
  put(world, turn.frame);
}

function runNext(turn: Turn): Outcome {
  const { world, frame } = turn;
  beginStep(world);
  const phase = frame.visit.state.phases[frame.phase];
  if (!phase) throw new Error(`${frame.visit.state.path} has no phase ${frame.phase}`);
  if (isFull(world, frame.strand.log)) failFullExecution(turn);
  else if (phase.kind === "Throw") throwError(turn);
  else return runPhase(turn, phase);
  return arranged;
}

const arranged: Outcome = { kind: "arranged" };

/** Hands an answer to the frame that waits for it; answers that nobody waits for change nothing. */
export function deliver(world: World, signal: Signal, now: number): void {
  const frame = world.frames[signal.frame];
  if (!frame || !waitsFor(frame, signal.effect) || world.state.status !== "RUNNING") return;
  beginStep(world);
  const phase = frame.visit.state.phases[frame.phase];
  if (!phase) throw new Error(`${frame.visit.state.path} has no phase ${frame.phase}`);
  const turn: Turn = { world, frame, now, isDraft: false };
  settle(turn, resumePhase(turn, phase, signal, signal.effect));
}

function waitsFor({ waiting }: Frame, effect: number): boolean {
  if (!waiting || waiting.on === "children") return false;
  if (waiting.effect === effect) return true;
  return waiting.on === "task" && (waiting.timeout === effect || waiting.heartbeat === effect);
}

function settle(turn: Turn, outcome: Outcome): void {
  const { world, now } = turn;
  switch (outcome.kind) {
    case "go":
      put(world, atPhase(turn, outcome));
      break;
    case "wait":
      put(world, outcome.frame);
      break;
    case "fail":
      failState(world, outcome.frame, outcome.error, now);
      break;
    case "leave":
      leave(turn, outcome);
      break;
    case "arranged":
      break;
  }
}

/** A frame that goes on to another phase. One that its phase has just made is nobody else's yet, and needs no copy. */
function atPhase({ frame: before, isDraft }: Turn, { frame, to }: Extract<Outcome, { readonly kind: "go" }>): Draft {
  const own: Draft = frame === before && !isDraft ? { ...frame } : frame;
  own.phase = to ?? frame.visit.state.phases[before.phase]?.then ?? before.phase + 1;
  own.waiting = undefined;
  return own;
}

/** The state failed: its retriers and catchers have their say, then whatever is around it. */
export function failState(world: World, frame: Frame, error: StatesError, now: number): void {
  const { visit } = frame;
  const told = located(error, world.options.test ? undefined : visit.state.name, visit.entered);
  let { event } = frame;
  if (error.raised && error.error === "States.QueryEvaluationError") {
    const { location } = error;
    const details = { error: error.error, cause: told.cause, location, state: visit.state.name };
    const hang = visit.state.type === "Wait" ? visit.entered : visit.before;
    event = emit(world, frame.strand.log, now, hang, "EvaluationFailed", details);
  }
  // A Map Run that is under way fails with its state.
  if (frame.settings.MapRunArn !== undefined && !told.terminal) {
    event = emit(world, frame.strand.log, now, event, "MapRunFailed", { error: told.error, cause: told.cause });
  }
  const failed: Frame = { ...frame, error: told, event, waiting: undefined, children: undefined };
  put(world, { ...failed, phase: handlerOf(failed, told) });
  // Items are selected one after the other: no other one gets to fail as well.
  if (visit.state.isIteration) throwError({ world, frame: failed, now, isDraft: false });
}

/** Nothing in the state took the error: the branch or iteration fails with it, and so does what is around; or it is the end. */
function throwError({ world, frame, now }: Turn): void {
  // Without an error it is the end of a child execution that ran elsewhere.
  if (!frame.error) return endChild(world, frame, frame.event, now);
  const { error } = frame;
  const event = visitIsOpen(frame) ? closeContainer(world, frame, now) : frame.event;
  const failed: Frame = { ...frame, event };
  const parent = frame.strand.parent === undefined ? undefined : world.frames[frame.strand.parent];
  if (!parent) return endExecution(world, { status: "FAILED", error }, now, event);
  // What goes wrong before a child execution starts is the Map state's own trouble.
  const isExecution = parent.children?.kind === "executions" && visitIsOpen(frame);
  if (isExecution) return failChildExecution(world, parent, failed, now);
  abortChildren(world, parent, failed, now);
  failState(world, { ...parent, event, waiting: undefined }, error, now);
}

/** Ends the child execution around a frame, whose history is full. */
function failFullExecution({ world, frame, now }: Turn): void {
  let child = frame;
  const parentOf = (at: Frame) => world.frames[at.strand.parent ?? 0];
  let parent = parentOf(child);
  while (parent && parent.children?.kind !== "executions") {
    child = parent;
    parent = parentOf(child);
  }
  if (!parent) throw new Error("a history that is full belongs to no child execution");
  abortStrand(world, child, child.event, now);
  failChildExecution(world, parent, { ...child, error: fullError }, now);
}

/** A Map Run fails when it has more failures than it tolerates; where it exports its results, it does so even then. */
function failChildExecution(world: World, parent: Frame, failed: Frame, now: number): void {
  if (tolerates(parent)) return endChild(world, failed, failed.event, now);
  const exported = parent.visit.state.distributed?.writer?.resource !== undefined;
  abortChildren(world, parent, failed, now, exported);
  const ended: Frame = { ...parent, waiting: undefined };
  if (exported) put(world, { ...ended, error: toleranceError, phase: parent.phase + 1 });
  else failState(world, ended, toleranceError, now);
}

const visitIsOpen = ({ visit }: Frame): boolean => !visit.state.isIteration;

/** Goes to another state with the frame's data as its input, or to the end of the machine, branch or iteration. */
function leave({ world, now }: Turn, { frame, to, event }: Leave): void {
  const isOutermost = frame.strand.parent === undefined;
  if (to.kind === "state" && !(isOutermost && world.options.beginning?.oneState))
    put(world, enterState(frame, event, to.state, now));
  else if (to.kind === "nowhere") {
    const cause = "Failed to transition out of the state. The state does not point to a next state.";
    failState(world, { ...frame, event }, runtimeError(cause), now);
  } else if (!isOutermost) endChild(world, frame, event, now);
  else endExecution(world, { status: "SUCCEEDED", output: frame.data }, now, event);
}

type Leave = Extract<Outcome, { readonly kind: "leave" }>;

/** Writes the last event and drops everything that still runs. */
export function endExecution(world: World, state: ExecutionState, now: number, hang: number): void {
  if (world.state.status !== "RUNNING") return;
  const { status, output, error } = state;
  const details = status === "SUCCEEDED" ? { output } : { error: error?.error, cause: error?.cause };
  emit(world, world.log, now, hang, END_EVENTS[status], details);
  // Whoever asks for an execution that ran out of time is told so by its status alone.
  world.state = status === "TIMED_OUT" ? { status } : state;
  for (const frame of allNumbered(world.frames)) {
    cancelEffects(world, frame);
    remove(world, frame.id);
  }
  for (let id = 0; id < world.ended.outputs.length; id++) forget(world, id);
}

const END_EVENTS = {
  RUNNING: "ExecutionAborted",
  SUCCEEDED: "ExecutionSucceeded",
  FAILED: "ExecutionFailed",
  TIMED_OUT: "ExecutionTimedOut",
  ABORTED: "ExecutionAborted",
} as const;
