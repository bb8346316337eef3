import type { Json } from "../language/index.ts";
import type { Frame } from "./frame.ts";
import type { ProgramState } from "./program.ts";
import { enterState } from "./strand.ts";
import { waysOut } from "./way-out.ts";

/** A frame that goes to another state of its machine instead, with what it has: at its way out the output, else the input. */
export function enteringInstead(frame: Frame, state: ProgramState, now: number): Frame {
  const { visit, phase, data } = frame;
  const isLeaving = visit.state.phases[phase]?.kind === "Exit" && state !== visit.state;
  const bearer = isLeaving ? frame : { ...frame, data: visit.input, assigned: undefined };
  return enterState({ ...bearer, data: isLeaving ? data : visit.input }, frame.event, state, now);
}

/**
 * A frame that stands at the way out of its state, as if the state had passed its input on; undefined for states without a
 * way out of their own.
 */
export function skipping(frame: Frame): Frame | undefined {
  const { state, input } = frame.visit;
  const ways = [...waysOut(state)].find(([, { kind }]) => kind !== "catch" && kind !== "choice");
  const exit = ways && state.phases.indexOf(ways[0]);
  if (exit === undefined || exit < 0) return undefined;
  return { ...frame, phase: exit, data: input, assigned: undefined, error: undefined };
}

/** A frame whose work is done with a result that somebody else gave; undefined where its work has been done, or isn't next. */
export function resultInstead(frame: Frame, result: Json): Frame | undefined {
  const { visit, phase, data } = frame;
  const work = visit.state.phases.findIndex(({ kind }) => kind === "Work");
  if (work < 0 || phase > work || visit.state.isIteration) return undefined;
  // A Parallel or Map state gathers its results in the phase after its work.
  const joins = visit.state.phases[work + 1]?.kind === "Join";
  const argument = phase === work ? data : undefined;
  return { ...frame, phase: work + (joins ? 2 : 1), argument, result, data: result };
}
