import type { Span } from "../language/index.ts";
import type { Frame } from "./frame.ts";

/** The field by which a state sets a variable, as a frame has it that has come past it; undefined where it doesn't. */
export function assignmentOf({ visit, phase, assigned }: Frame, name: string): Span | undefined {
  if (!assigned || !Object.hasOwn(assigned, name)) return undefined;
  return visit.state.phases.findLast(({ kind }, index) => kind === "Assign" && index < phase)?.span;
}

/** Whether a frame is about to leave its state: what it has assigned is seen by others from then on. */
export const isLeaving = ({ visit, phase }: Frame): boolean => visit.state.phases[phase]?.kind === "Exit";
