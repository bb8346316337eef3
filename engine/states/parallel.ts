import { startChildren } from "../children.ts";
import { emit } from "../execution.ts";
import type { Behaviour } from "../outcome.ts";
import { runtimeError } from "../states-error.ts";

/** Runs its branches side by side, each with the effective input. Reference, section 7.4. */
export const parallel: Behaviour = {
  act({ world, frame, now }) {
    const { machines } = frame.visit.state;
    if (machines.length === 0) return { kind: "fail", frame, error: runtimeError("There are no branches to run.") };
    if (machines.some(({ start }) => !start)) {
      return { kind: "fail", frame, error: runtimeError("A branch has no state to start at.") };
    }
    const started = emit(world, frame.strand.log, now, frame.event, "ParallelStateStarted");
    return { kind: "wait", frame: startChildren(world, frame, "branches", undefined, started, now) };
  },
};
