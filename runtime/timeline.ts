import type { Effect, Engine, Frame, Signal, StatesError } from "../engine/index.ts";

/**
 * What an execution was told, step by step from its start: enough to go through it again, to the same history. The step at
 * an index leads from the moment of that number to the next one.
 */
export interface Timeline {
  readonly steps: readonly TimelineStep[];
  /** When each step was made, in epoch milliseconds. */
  readonly times: readonly number[];
  /** What the first step asked for: it belongs to no frame, and holds until the end. */
  readonly asked: readonly Effect[];
  add(step: TimelineStep, now: number, effects: readonly Effect[]): void;
  /** Forgets what came after a moment. */
  cut(moment: number): void;
}

/** A frame that moved, as it was before; or something that came from outside. */
export type TimelineStep = Frame | Told;

export type Told =
  | { readonly kind: "started" }
  | { readonly kind: "answered"; readonly signal: Signal }
  /** A person changed something in a frame. */
  | { readonly kind: "replaced"; readonly frame: Frame }
  /** A person sent it somewhere else. */
  | { readonly kind: "diverted"; readonly from: Frame; readonly frame: Frame }
  | { readonly kind: "failed"; readonly from: Frame; readonly error: StatesError }
  /** Effects are numbered from here on: those before were asked for in a timeline that was left. */
  | { readonly kind: "numbered"; readonly effect: number };

export function createTimeline(): Timeline {
  const steps: TimelineStep[] = [];
  const times: number[] = [];
  const asked: Effect[] = [];
  return {
    steps,
    times,
    asked,
    add(step, now, effects) {
      if (steps.length === 0) asked.push(...effects);
      steps.push(step);
      times.push(now);
    },
    cut(moment) {
      steps.length = moment;
      times.length = moment;
    },
  };
}

export const isMove = (step: TimelineStep | undefined): step is Frame => step !== undefined && !("kind" in step);

/** The frame that a step took elsewhere, as it was before. */
export function movedBy(step: TimelineStep | undefined): Frame | undefined {
  if (isMove(step)) return step;
  return step?.kind === "diverted" || step?.kind === "failed" ? step.from : undefined;
}

/** Makes a step; made again at the same moment, it has the same outcome. */
export function makeStep(engine: Engine, step: TimelineStep, now: number): readonly Effect[] {
  if (isMove(step)) return engine.move(step.id, now);
  switch (step.kind) {
    case "started":
      return engine.start(now);
    case "answered":
      return engine.deliver(step.signal, now);
    case "failed":
      return engine.fail(step.from.id, step.error, now);
    case "diverted":
      return engine.divert(step.frame, now);
    case "replaced":
      engine.replace(step.frame);
      return none;
    case "numbered":
      engine.numberFrom(step.effect);
      return none;
  }
}

const none: readonly Effect[] = [];
