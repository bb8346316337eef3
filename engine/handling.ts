import { handlerOf, longestDelay } from "./error-handling.ts";
import type { Execution } from "./execution.ts";
import type { Frame } from "./frame.ts";
import type { Phase, ProgramState } from "./program.ts";
import { tolerates } from "./states/map-run.ts";
import { matches, type StatesError } from "./states-error.ts";

/** What becomes of an error: the state's own retrier or catcher takes it, one of a state around it, or nobody. */
export type Handling =
  | {
      readonly kind: "retry";
      readonly state: ProgramState;
      readonly phase: Phase;
      /** Seconds until the next try; with jitter at most so many. */
      readonly delaySeconds: number;
      readonly jitter: boolean;
      /** Which try it will be, from 1, and how many there are. */
      readonly attempt: number;
      readonly maxAttempts: number;
    }
  | {
      readonly kind: "catch";
      readonly state: ProgramState;
      readonly phase: Phase;
      /** The name of the state that comes next. */
      readonly next: string;
    }
  /** The Map state around it goes on without the iteration. */
  | { readonly kind: "tolerated"; readonly state: ProgramState }
  | { readonly kind: "none" };

/** Whether it is what a state is for to fail. */
export const isFailing = ({ type }: ProgramState): boolean => type === "Fail";

/** The first retrier and the first catcher of a state that list an error, whether or not tries are left. */
export function takersOf(
  { retriers, catchers }: ProgramState,
  error: StatesError,
): { readonly retrier: number | undefined; readonly catcher: number | undefined } {
  const first = (takers: readonly { readonly errorEquals: readonly string[] }[]): number | undefined => {
    const index = takers.findIndex(({ errorEquals }) => matches(errorEquals, error));
    return index < 0 ? undefined : index;
  };
  return { retrier: first(retriers), catcher: first(catchers) };
}

/**
 * What takes a frame's error, looking outwards through the states around. Undefined where the frame has no error, or
 * where it is being handled already.
 */
export function handlingOf({ frames }: Execution, failed: Frame): Handling | undefined {
  const { error, visit } = failed;
  const at = visit.state.phases[failed.phase]?.kind;
  if (!error || (at !== "Retry" && at !== "Catch" && at !== "Throw")) return undefined;
  for (let frame: Frame | undefined = failed; frame; frame = frames[frame.strand.parent ?? 0]) {
    const { state } = frame.visit;
    const index = frame === failed ? frame.phase : handlerOf(frame, error);
    const phase = state.phases[index];
    if (phase?.kind === "Retry") return retryOf(frame, phase, phase.index);
    if (phase?.kind === "Catch") return { kind: "catch", state, phase, next: nextAfter(state, index) };
    const around: Frame | undefined = frames[frame.strand.parent ?? 0];
    const isExecution = around?.children?.kind === "executions" && !frame.visit.state.isIteration;
    if (isExecution && tolerates(around)) return { kind: "tolerated", state: around.visit.state };
  }
  return { kind: "none" };
}

function retryOf({ visit, retries }: Frame, phase: Phase, index: number): Handling {
  const { state } = visit;
  const retrier = state.retriers[index];
  const tries = retries[index] ?? 0;
  return {
    kind: "retry",
    state,
    phase,
    delaySeconds: retrier ? longestDelay(retrier, tries) : 0,
    jitter: retrier?.jitter ?? false,
    attempt: tries + 1,
    maxAttempts: retrier?.maxAttempts ?? 0,
  };
}

/** Where the phases from an index on lead to. */
function nextAfter({ phases }: ProgramState, from: number): string {
  const exit = phases.find((phase, index) => index >= from && phase.kind === "Exit");
  if (exit?.kind !== "Exit" || exit.to.kind === "end") return "";
  return exit.to.kind === "state" ? exit.to.state.name : exit.to.name;
}
