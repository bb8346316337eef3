import { type Clock, createClock } from "./clock.ts";

/**
 * A clock that skips waiting times, and stands still while anything really goes on: how long that takes makes no
 * difference, so that the same answers give the same times.
 */
export function createPatientClock(start: number): Clock {
  const clock = createClock({ speed: "skip", start });
  return {
    now: clock.now,
    run() {},
    sleep: (until, busy, signal) => (busy ? aborted(signal) : clock.sleep(until, false, signal)),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
