import { type Execution, type Frame, type Handling, handlingOf, isVisible, type Phase } from "../engine/index.ts";
import { matchesGlob } from "../runtime/index.ts";
import type { Breakpoint } from "./breakpoints.ts";

/** Why an execution stops before the next phase of a frame. */
export type Stop =
  | { readonly reason: "entry" | "step" }
  | { readonly reason: "breakpoint"; readonly breakpoints: readonly Breakpoint[] }
  | { readonly reason: "exception"; readonly handling: Handling };

/** A frame before its next phase. */
export interface Moment {
  readonly execution: Execution;
  readonly frame: Frame;
  readonly phase: Phase;
}

/** What the user waits for. */
export interface Wishes {
  /** Stop at the first state. */
  readonly entry: boolean;
  readonly step: Step | undefined;
  breakpointsAt(phase: Phase): readonly Breakpoint[];
  readonly exceptions: readonly ExceptionFilter[];
  /** Errors that the user was told of; states around take the same error on. */
  readonly told: WeakSet<object>;
}

export type StepKind = "next" | "in" | "out";

/** A step on its way, from a moment of a strand; its strand first, then those around it. */
export interface Step {
  readonly kind: StepKind;
  readonly from: Frame;
  readonly strands: readonly number[];
}

/** Which errors stop; with names only those, in which `*` stands for any characters. */
export interface ExceptionFilter {
  readonly filter: string;
  readonly names: readonly string[];
}

/** The first rule that speaks decides. */
export function stopAt(moment: Moment, wishes: Wishes): Stop | undefined {
  for (const rule of stopRules) {
    const stop = rule(moment, wishes);
    if (stop) return stop;
  }
  return undefined;
}

type StopRule = (moment: Moment, wishes: Wishes) => Stop | undefined;

const exception: StopRule = ({ execution, frame }, { exceptions, told }) => {
  const { error } = frame;
  if (!error || told.has(error) || exceptions.length === 0) return undefined;
  const handling = handlingOf(execution, frame);
  const wanted = handling && exceptions.find(({ filter }) => filter === filters[handling.kind]);
  if (!handling || !wanted) return undefined;
  const { names } = wanted;
  if (names.length > 0 && !names.some((name) => matchesGlob(name, error.error ?? ""))) return undefined;
  return { reason: "exception", handling };
};

/** The filter that an error falls under, by what becomes of it. */
const filters: { readonly [K in Handling["kind"]]: string } = { none: "uncaught", catch: "caught", retry: "retried" };

const breakpoint: StopRule = ({ phase }, { breakpointsAt }) => {
  const breakpoints = breakpointsAt(phase);
  return breakpoints.length > 0 ? { reason: "breakpoint", breakpoints } : undefined;
};

const entry: StopRule = (_, wishes) => (wishes.entry ? { reason: "entry" } : undefined);

const stepped: StopRule = (moment, { step }) => (step && endsStep(moment, step) ? { reason: "step" } : undefined);

const stopRules: readonly StopRule[] = [exception, breakpoint, entry, stepped];

function endsStep({ execution, frame, phase }: Moment, { kind, from, strands }: Step): boolean {
  if (!isVisible(phase)) return false;
  const strand = livingStrand(execution, strands);
  if (frame.id === strand) return strand !== from.id || stepEnds[kind](from, phase);
  return kind === "in" && isWithin(execution, frame, from.id);
}

/** Whether a step ends at a phase of the strand that it began in. Phases are one frame deeper than their state. */
const stepEnds: { readonly [K in StepKind]: (from: Frame, phase: Phase) => boolean } = {
  next: (from, { kind }) => !isAtState(from) || kind === "Enter",
  in: () => true,
  out: (from, { kind }) => !isAtState(from) && (kind === "Exit" || kind === "Enter"),
};

/** Whether a step backwards ends before a move that a frame made. The strand that it began in comes first, then those around. */
export function endsStepBack(frame: Frame, from: Frame, strands: readonly number[]): boolean {
  const phase = frame.visit.state.phases[frame.phase];
  if (!phase || !isVisible(phase) || !strands.includes(frame.id)) return false;
  return frame.id !== from.id || !isAtState(from) || phase.kind === "Enter";
}

/** Whether a frame stands at its state as a whole, before the first of its phases. */
export const isAtState = ({ visit, phase }: Frame): boolean => visit.state.phases[phase]?.kind === "Enter";

/** The strand that a step goes on in: its own, or the nearest one around when that has come to its end. */
export function livingStrand({ frames }: Execution, strands: readonly number[]): number | undefined {
  return strands.find((id) => frames[id] !== undefined);
}

function isWithin({ frames }: Execution, frame: Frame, ancestor: number): boolean {
  for (let at: Frame | undefined = frame; at; at = frames[at.strand.parent ?? 0]) {
    if (at.strand.parent === ancestor) return true;
  }
  return false;
}

/**
 * The frame to move during a step: the strand's own while it can move, so that others stand still beside it; whichever is
 * next while it waits. Undefined while it waits for an evaluation, which comes by itself.
 */
export function steppingFrame(
  execution: Execution,
  { strands }: Step,
  next: () => Frame | undefined,
): Frame | undefined {
  const frame = execution.frames[livingStrand(execution, strands) ?? 0];
  if (!frame) return next();
  if (!frame.waiting) return frame;
  return frame.waiting.on === "evaluation" ? undefined : next();
}

/** A strand and those around it, from inner to outer. */
export function strandsAround({ frames }: Execution, frame: Frame): readonly number[] {
  const found: number[] = [];
  for (let at: Frame | undefined = frame; at; at = frames[at.strand.parent ?? 0]) found.push(at.id);
  return found;
}
