import type { DebugProtocol } from "@vscode/debugprotocol";
import { allNumbered, type Frame, rootFrame } from "../engine/index.ts";
import { isMove, movedBy } from "../runtime/index.ts";
import { type Controller, debuggeeOf, standingRun } from "./controller.ts";
import { type Debuggee, haltAt, pausedAt, stand, stopBefore } from "./debuggee.ts";
import { forget } from "./inspect.ts";
import { Refusal } from "./refusal.ts";
import type { Halt, Run } from "./run.ts";
import { endsStepBack, strandsAround } from "./stops.ts";

/** Goes back by one step: from a state to the state before, from a phase to the phase before. */
export function stepBack(controller: Controller, threadId: number): void {
  const run = standingRun(controller);
  const { execution } = run.source;
  const from = execution.frames[threadId];
  if (!from) throw new Refusal("This branch or iteration has come to its end.");
  const strands = strandsAround(execution, from);
  const step = { from, strands, byPhase: run.launch.stepGranularity === "phase" };
  const past = lastMoment(run, (frame) => endsStepBack(frame, step, run.skipped));
  leave(controller, run, (debuggee) => arrive(debuggee, past, "step"));
}

/** Goes back to the last moment at which a breakpoint or an error would have stopped it. */
export function reverseContinue(controller: Controller): void {
  const run = standingRun(controller);
  leave(controller, run, async (debuggee) => {
    const { driver } = run;
    const { execution } = run.source;
    const { steps = [] } = driver.timeline ?? {};
    const later: Later = { visits: new Map(), at: new Map() };
    for (let moment = execution.moment - 1; moment > 0; moment--) {
      if (moment % MOVES_PER_SLICE === 0) await new Promise(setImmediate);
      if (!debuggee.isCurrent()) return;
      const frame = steps[moment];
      if (isMove(frame) && run.interrupt) return arrive(debuggee, { moment, frame }, "pause");
      if (!isMove(frame)) continue;
      const changed = changeBehind(debuggee, later, { moment, frame });
      if (changed) return arrive(debuggee, changed, changed.halt.reason, changed.halt);
      if (!mayStop(debuggee, frame)) continue;
      const halt = await haltBefore(debuggee, { moment, frame });
      if (halt) return arrive(debuggee, { moment, frame }, halt.reason, halt);
    }
    arrive(debuggee, undefined, "entry");
  });
}

const MOVES_PER_SLICE = 2000;

/** Goes back to where the state of a stack frame was entered, or where its branch or iteration began. */
export function restartFrame(controller: Controller, { frameId }: DebugProtocol.RestartFrameArguments): void {
  const run = standingRun(controller);
  const { strand, inner } = controller.shown.levels.get(frameId) ?? {};
  const begins = ({ id, visit, phase }: Frame): boolean => id === strand && visit.state.phases[phase]?.kind === "Enter";
  const suits = inner === undefined ? begins : (frame: Frame): boolean => frame.id === inner && isBeginning(frame);
  const present = run.source.execution.frames[inner ?? strand ?? 0];
  const { moment } = run.source.execution;
  const past = present && suits(present) ? { moment, frame: present } : lastMoment(run, suits);
  if (!past) throw new Refusal("This can't be started again: choose a state, a branch or an iteration.");
  leave(controller, run, (debuggee) => arrive(debuggee, past, "restart"));
}

/** Whether a branch or iteration has done nothing yet. */
function isBeginning({ phase, visit, strand }: Frame): boolean {
  return (
    phase === 0 && (visit.state.isIteration || (visit.before === strand.origin && strand.machine.start === visit.state))
  );
}

/** A moment at which a frame is the next to move. */
interface Past {
  readonly moment: number;
  readonly frame: Frame;
}

/** The last moment before the present one at which a frame that moved suits; undefined where there was none. */
function lastMoment({ driver, source }: Run, suits: (frame: Frame) => boolean): Past | undefined {
  const { steps = [] } = driver.timeline ?? {};
  for (let moment = source.execution.moment - 1; moment > 0; moment--) {
    const frame = movedBy(steps[moment]);
    if (frame && suits(frame)) return { moment, frame };
  }
  return undefined;
}

/** What comes later in each strand: its next move, and the next state that it enters. */
interface Later {
  readonly at: Map<number, Past>;
  readonly visits: Map<number, Past>;
}

/** A later moment of the strand at which a value has changed since this one: it would have stopped there. */
function changeBehind(
  { dataBreakpoints }: Debuggee,
  { at, visits }: Later,
  past: Past,
): (Past & { readonly halt: Halt }) | undefined {
  if (!dataBreakpoints.any) return undefined;
  const { frame } = past;
  const isEntry = frame.visit.state.phases[frame.phase]?.kind === "Enter";
  const next = [at.get(frame.id), ...(isEntry ? [visits.get(frame.id)] : [])].filter((each) => each !== undefined);
  at.set(frame.id, past);
  if (isEntry) visits.set(frame.id, past);
  for (const later of next) {
    const changed = dataBreakpoints.changedBetween(frame, later.frame);
    const [first] = changed;
    if (!first) continue;
    const breakpoints = changed.map(({ breakpoint }) => breakpoint.id);
    const description = pausedAt(later.frame);
    return {
      ...later,
      halt: { threadId: frame.id, reason: "data breakpoint", description, text: first.text, breakpoints },
    };
  }
  return undefined;
}

/** A quick look, without going there. */
function mayStop({ breakpoints, stateBreakpoints }: Debuggee, frame: Frame): boolean {
  const phase = frame.visit.state.phases[frame.phase];
  return (
    phase !== undefined &&
    (frame.error !== undefined || breakpoints.at(phase).length + stateBreakpoints.at(phase).length > 0)
  );
}

async function haltBefore(debuggee: Debuggee, { moment, frame: { id } }: Past): Promise<Halt | undefined> {
  const { run } = debuggee;
  run.driver.goTo(moment);
  run.told = new WeakSet();
  const frame = run.source.execution.frames[id];
  const stop = frame && stopBefore(debuggee, frame, {});
  return stop && haltAt(debuggee, {}, { frame, stop }, "back");
}

/** Lets the answer to the request come first. */
function leave(controller: Controller, run: Run, go: (debuggee: Debuggee) => void | Promise<void>): void {
  forget(controller.shown);
  run.standing = undefined;
  run.interrupt = undefined;
  const debuggee = debuggeeOf(controller, run);
  setImmediate(async () => {
    try {
      if (debuggee.isCurrent()) await go(debuggee);
    } catch (bug) {
      debuggee.client.print("stderr", `Statecraft failed: ${bug instanceof Error ? bug.stack : bug}`);
      arrive(debuggee, undefined, "entry");
    }
  });
}

/** Stands at a moment of the past; without one at the beginning. */
function arrive(debuggee: Debuggee, past: Past | undefined, reason: string, halt?: Halt): void {
  const { run } = debuggee;
  travel(run, past?.moment ?? 1);
  const { frames } = run.source.execution;
  debuggee.dataBreakpoints.reset(allNumbered(frames));
  const frame = past ? frames[past.frame.id] : run.driver.engine.next();
  const why = past ? { reason } : { reason: "entry", text: "This is where the execution began." };
  stand(
    debuggee,
    halt ?? { threadId: frame?.id ?? rootFrame, description: frame ? pausedAt(frame) : "Paused", ...why },
  );
}

/** Takes a run to another moment of its timeline, with everything that follows it. */
export function travel(run: Run, moment: number): void {
  const { driver, overlay, stateData, hits } = run;
  driver.goTo(moment);
  run.seen = new WeakSet();
  run.told = new WeakSet();
  hits.goTo(moment);
  overlay.reset();
  stateData.reset();
  follow(run, moment);
}

/** So many steps are followed at once: the first before a stop is told of, the others while nothing else is asked for. */
const FOLLOWED_AT_ONCE = 3000;

/** Goes through the past up to a moment for those who follow the execution. Whoever lets it go on finishes that first. */
function follow(run: Run, moment: number): void {
  let at = 0;
  const goOn = (): void => {
    if (run.following !== following) return;
    at = followSome(run, at, Math.min(moment + 1, at + FOLLOWED_AT_ONCE), moment);
    if (at <= moment || !run.overlay.read(FOLLOWED_AT_ONCE)) return void setImmediate(goOn);
    run.following = undefined;
    run.feed.hold(false);
  };
  const following = (): void => {
    followSome(run, at, moment + 1, moment);
    run.following = undefined;
    run.feed.hold(false);
  };
  run.feed.hold(true);
  run.following = following;
  goOn();
}

function followSome({ driver, overlay, stateData, source }: Run, from: number, to: number, moment: number): number {
  const { steps = [] } = driver.timeline ?? {};
  for (let at = from; at < to; at++) {
    const moved = movedBy(steps[at]);
    const frame = at === moment ? source.execution.frames[moved?.id ?? 0] : moved;
    if (!frame) continue;
    overlay.note(frame);
    stateData.note(frame);
  }
  return to;
}
