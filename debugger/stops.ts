import {
  type Execution,
  type Frame,
  type Handling,
  handlingOf,
  isFailing,
  isVisible,
  type Phase,
} from "../engine/index.ts";
import { matchesGlob } from "../runtime/index.ts";
import type { Breakpoint } from "./breakpoints.ts";

/** Why an execution stops before the next phase of a frame. */
export type Stop =
  | { readonly reason: "entry" | "step" }
  | { readonly reason: "breakpoint"; readonly breakpoints: readonly Breakpoint[] }
  | { readonly reason: "data breakpoint"; readonly breakpoints: readonly Breakpoint[]; readonly text: string }
  /** With conditions one of them must hold. */
  | { readonly reason: "exception"; readonly handling: Handling; readonly conditions: readonly string[] };

/** A breakpoint on a value that was met, and how: `$total changed: 1 → 2`. */
export interface ChangedData {
  readonly breakpoint: Breakpoint;
  readonly text: string;
}

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
  readonly watchesData: boolean;
  /** Breakpoints on values that have changed in the frame's strand. */
  changedData(frame: Frame): readonly ChangedData[];
  /** The iteration that alone may stop, of those beside it. */
  readonly focus: Focus | undefined;
  readonly exceptions: readonly ExceptionFilter[];
  /** The paths of states that steps pass over. */
  readonly skipped: ReadonlySet<string>;
  /** Errors that the user was told of; states around take the same error on. */
  readonly told: WeakSet<object>;
}

export type StepKind = "next" | "in" | "out";

/** A step on its way, from a moment of a strand; its strand first, then those around it. */
export interface Step {
  readonly kind: StepKind;
  readonly from: Frame;
  readonly strands: readonly number[];
  readonly into?: StepInto;
  /** Whether it goes from phase to phase, even one over a state. */
  readonly byPhase: boolean;
}

/** The branch or iteration that a step goes into, or the work of the state itself. */
export interface StepInto {
  readonly parent: number;
  readonly index: number | "last" | "failing" | "work";
}

/** An iteration, and the frame of its Map state. */
export interface Focus {
  readonly parent: number;
  readonly strand: number;
}

/** Which errors stop; with names only those, in which `*` stands for any characters, or those that a condition holds for. */
export interface ExceptionFilter {
  readonly filter: string;
  readonly names: readonly string[];
  readonly condition?: string;
}

/** The first rule that speaks decides. */
export function stopAt(moment: Moment, wishes: Wishes): Stop | undefined {
  if (wishes.focus && isAside(moment, wishes.focus)) return undefined;
  for (const rule of stopRules) {
    const stop = rule(moment, wishes);
    if (stop) return stop;
  }
  return undefined;
}

type StopRule = (moment: Moment, wishes: Wishes) => Stop | undefined;

const data: StopRule = ({ frame }, { changedData }) => {
  const changed = changedData(frame);
  if (changed.length === 0) return undefined;
  const breakpoints = changed.map(({ breakpoint }) => breakpoint);
  return { reason: "data breakpoint", breakpoints, text: changed.map(({ text }) => text).join(", ") };
};

const exception: StopRule = ({ execution, frame }, { exceptions, told }) => {
  const { error } = frame;
  if (!error || told.has(error) || exceptions.length === 0) return undefined;
  const handling = handlingOf(execution, frame);
  if (!handling) return undefined;
  const kinds = ["all", filters[handling.kind], ...(isFailing(frame.visit.state) ? ["fail"] : [])];
  const fitting = exceptions.filter(
    ({ filter, names }) => kinds.includes(filter) && areMeant(names, error.error ?? ""),
  );
  if (fitting.length === 0) return undefined;
  const conditions = fitting.flatMap(({ condition }) => condition ?? []);
  return { reason: "exception", handling, conditions: conditions.length === fitting.length ? conditions : [] };
};

const areMeant = (names: readonly string[], error: string): boolean =>
  names.length === 0 || names.some((name) => matchesGlob(name, error));

/** The filter that an error falls under, by what becomes of it. */
const filters: { readonly [K in Handling["kind"]]: string } = {
  none: "uncaught",
  catch: "caught",
  tolerated: "caught",
  retry: "retried",
};

const breakpoint: StopRule = ({ phase }, { breakpointsAt }) => {
  const breakpoints = breakpointsAt(phase);
  return breakpoints.length > 0 ? { reason: "breakpoint", breakpoints } : undefined;
};

const entry: StopRule = ({ frame }, { entry, skipped }) =>
  entry && !isSkipped(frame, skipped) ? { reason: "entry" } : undefined;

const stepped: StopRule = (moment, { step, skipped }) =>
  step && !isSkipped(moment.frame, skipped) && endsStep(moment, step) ? { reason: "step" } : undefined;

const isSkipped = ({ visit }: Frame, skipped: ReadonlySet<string>): boolean =>
  skipped.size > 0 && skipped.has(visit.state.path);

const stopRules: readonly StopRule[] = [data, exception, breakpoint, entry, stepped];

function endsStep({ execution, frame, phase }: Moment, { kind, from, strands, into, byPhase }: Step): boolean {
  if (!isVisible(phase)) return false;
  if (into && execution.frames[into.parent]?.children) return isInto(execution, frame, into);
  if (into && frame.id === from.id && isBeforeWork(frame)) return false;
  const strand = livingStrand(execution, strands);
  if (frame.id === strand) return strand !== from.id || byPhase || stepEnds[kind](from, phase);
  return kind === "in" && isWithin(execution, frame, from.id);
}

function isInto(execution: Execution, frame: Frame, { parent, index }: StepInto): boolean {
  if (index === "failing") return isWithin(execution, frame, parent) && handlingOf(execution, frame) !== undefined;
  const wanted = index === "last" ? (execution.frames[parent]?.children?.count ?? 0) - 1 : index;
  return frame.strand.parent === parent && frame.strand.index === wanted;
}

const isBeforeWork = ({ visit, phase }: Frame): boolean =>
  phase <= visit.state.phases.findIndex(({ kind }) => kind === "Work");

/** Whether a frame belongs to an iteration beside the one that alone may stop. */
function isAside({ execution, frame }: Moment, { parent, strand }: Focus): boolean {
  const { frames } = execution;
  for (let at: Frame | undefined = frame; at; at = frames[at.strand.parent ?? 0]) {
    if (at.strand.parent === parent) return at.id !== strand;
  }
  return false;
}

/** Whether a step ends at a phase of the strand that it began in. Phases are one frame deeper than their state. */
const stepEnds: { readonly [K in StepKind]: (from: Frame, phase: Phase) => boolean } = {
  next: (from, { kind }) => !isAtState(from) || kind === "Enter",
  in: () => true,
  out: (from, { kind }) => !isAtState(from) && (kind === "Exit" || kind === "Enter"),
};

/** Whether a step backwards ends before a move that a frame made. The strand that it began in comes first, then those around. */
export function endsStepBack(
  frame: Frame,
  { from, strands, byPhase }: Omit<Step, "kind">,
  skipped: ReadonlySet<string>,
) {
  const phase = frame.visit.state.phases[frame.phase];
  if (!phase || !isVisible(phase) || !strands.includes(frame.id) || isSkipped(frame, skipped)) return false;
  return frame.id !== from.id || byPhase || !isAtState(from) || phase.kind === "Enter";
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
  strands: readonly number[],
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
