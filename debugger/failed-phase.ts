import { type Frame, handlingOf, isFailing, type Phase } from "../engine/index.ts";
import { isMove, movedBy } from "../runtime/index.ts";
import type { Run } from "./run.ts";

/**
 * The phase of its state that gave a frame its error, before anything handles it: that of the frame's last move. Undefined where
 * nothing tells, the error came from within, or it is what the state is for.
 */
export function failedPhase({ driver, source }: Run, frame: Frame): Phase | undefined {
  const { timeline } = driver;
  if (!timeline || isFailing(frame.visit.state) || !handlingOf(source.execution, frame)) return undefined;
  for (let at = source.execution.moment - 1; at >= 0; at--) {
    const step = timeline.steps[at];
    const moved = movedBy(step);
    if (moved?.id !== frame.id || !(isMove(step) || step?.kind === "failed")) continue;
    const phase = moved.visit.state === frame.visit.state ? moved.visit.state.phases[moved.phase] : undefined;
    return phase?.kind === "Enter" ? undefined : phase;
  }
  return undefined;
}
