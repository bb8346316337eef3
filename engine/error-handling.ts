import { emit, request, type World } from "./execution.ts";
import type { Frame } from "./frame.ts";
import { go, type PhaseBehaviour } from "./outcome.ts";
import type { Retrier } from "./program.ts";
import { nextRandom } from "./random.ts";
import { errorOutput, matches, type StatesError } from "./states-error.ts";

/** The phase that deals with an error: a retrier with tries left, else a catcher, else `Throw`. Reference, section 8. */
export function handlerOf({ visit, retries }: Frame, error: StatesError): number {
  const { retriers, catchers, throwAt } = visit.state;
  const index = retriers.findIndex(({ errorEquals }) => matches(errorEquals, error));
  const retrier = retriers[index];
  // A retrier that is used up hands the error to Catch, not to a later retrier.
  if (retrier && (retries[index] ?? 0) < retrier.maxAttempts) return retrier.at;
  return catchers.find(({ errorEquals }) => matches(errorEquals, error))?.at ?? throwAt;
}

/** Waits, and begins another attempt with everything as it was when the state was entered. Reference, section 8.3. */
export const retry: PhaseBehaviour<"Retry"> = {
  run({ world, frame, now }, { index }) {
    const retrier = frame.visit.state.retriers[index];
    const delay = retrier ? backoffSeconds(world, retrier, frame.retries[index] ?? 0) : 0;
    const effect = request(world, frame.id, { kind: "sleep", until: now + Math.round(delay * 1000) });
    return { kind: "wait", frame: { ...frame, waiting: { on: "timer", effect } } };
  },
  resume({ frame }, { index }) {
    const { state, input } = frame.visit;
    const retries = state.retriers.map((_, other) => (frame.retries[other] ?? 0) + (other === index ? 1 : 0));
    const fresh = {
      ...frame,
      data: input,
      argument: undefined,
      result: undefined,
      settings: state.settings,
      assigned: undefined,
      error: undefined,
    };
    return go({ ...fresh, retries }, state.firstOfAttempt);
  },
};

/** How long the retrier waits before its next try, in seconds; with jitter a random part of it. */
function backoffSeconds(world: World, retrier: Retrier, tries: number): number {
  const delay = longestDelay(retrier, tries);
  return retrier.jitter ? delay * nextRandom(world) : delay;
}

/** How long the retrier waits at most, in seconds, after so many tries. */
export function longestDelay({ intervalSeconds, backoffRate, maxDelaySeconds }: Retrier, tries: number): number {
  return Math.min(intervalSeconds * backoffRate ** tries, maxDelaySeconds ?? Number.POSITIVE_INFINITY);
}

/** Takes the error as result; what follows places it, and goes to the catcher's `Next`. Reference, section 8.4. */
export const catchError: PhaseBehaviour<"Catch"> = {
  run({ world, frame, now }) {
    const output = errorOutput(frame.error ?? {});
    const event = closeContainer(world, frame, now);
    return go({ ...frame, data: output, result: output, assigned: undefined, event });
  },
};

/** A Parallel or Map state tells of its failure, unless the interpreter itself could not run it. */
export function closeContainer(world: World, { visit, error, event, strand }: Frame, now: number): number {
  const { type } = visit.state;
  if ((type !== "Parallel" && type !== "Map") || error?.error === "States.Runtime") return event;
  return emit(world, strand.log, now, event, `${type}StateFailed`);
}
