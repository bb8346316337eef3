import { allNumbered, type Effect, type Engine, type Frame, type Signal } from "../engine/index.ts";
import { isMove, makeStep, type Timeline } from "./timeline.ts";

/** What an execution waits for at a moment that it was taken back to. */
export interface Pending {
  /** Effects that were asked for before and are waited for still. */
  readonly effects: readonly Effect[];
  /** The answers that came later, by the effects. */
  readonly answers: ReadonlyMap<number, readonly Signal[]>;
}

/** What is pending at the moment where the engine stands. Goes through a part of the timeline once more to find it. */
export function pendingAt(engine: Engine, timeline: Timeline): Pending {
  const { moment, frames } = engine.execution;
  const awaited = new Set(allNumbered(frames).flatMap(awaitedBy));
  const asked = [...timeline.asked, ...effectsSince(engine, timeline, firstWait(engine, timeline), moment)];
  const isOpen = ({ id, frame, kind }: Effect): boolean => kind !== "cancel" && (frame === 0 || awaited.has(id));
  const effects = [...new Map(asked.filter(isOpen).map((effect) => [effect.id, effect])).values()];
  const answers = new Map<number, Signal[]>();
  for (const step of timeline.steps.slice(moment)) {
    if (isMove(step) || step.kind !== "answered" || step.signal.kind === "elapsed") continue;
    const { effect } = step.signal;
    if (awaited.has(effect)) answers.set(effect, [...(answers.get(effect) ?? []), step.signal]);
  }
  return { effects, answers };
}

function awaitedBy({ waiting }: Frame): readonly number[] {
  if (!waiting || waiting.on === "children") return [];
  const all = waiting.on === "task" ? [waiting.effect, waiting.timeout, waiting.heartbeat] : [waiting.effect];
  return all.filter((effect) => effect !== undefined);
}

/** The moment before the first of the moves by which frames began to wait. */
function firstWait(engine: Engine, { steps }: Timeline): number {
  const { frames, moment } = engine.execution;
  const waiting = new Set(allNumbered(frames).flatMap((frame) => (awaitedBy(frame).length > 0 ? frame.id : [])));
  let first = moment;
  for (let at = moment - 1; at >= 0 && waiting.size > 0; at--) {
    const step = steps[at];
    if (isMove(step) && waiting.delete(step.id)) first = at;
  }
  return first;
}

function effectsSince(engine: Engine, { steps, times }: Timeline, from: number, to: number): readonly Effect[] {
  const found: Effect[] = [];
  engine.restore(from);
  for (let at = from; at < to; at++) {
    const step = steps[at];
    if (step) found.push(...makeStep(engine, step, times[at] ?? 0));
  }
  return found;
}
