import type { Clock } from "./clock.ts";

/** A clock that stands still until somebody moves it. */
export interface ManualClock extends Clock {
  /**
   * Lets so many milliseconds pass, one moment after the other: whatever is due is done before time goes on. Resolves
   * when nothing is left to do at the last moment; with 0, when nothing is left to do now.
   */
  advance(milliseconds: number): Promise<void>;
}

export function createManualClock(start: number): ManualClock {
  let now = start;
  let active = false;
  let sleeper: { readonly until: number; wake(): void } | undefined;
  let lastMove = Promise.resolve();
  const waiting: (() => void)[] = [];

  const tellIdle = (): void => {
    if (!active || sleeper) for (const resolve of waiting.splice(0)) resolve();
  };
  /** Resolves when the execution has nothing to do before a later moment. */
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      tellIdle();
    });

  async function move(milliseconds: number): Promise<void> {
    await idle();
    const end = now + milliseconds;
    while (sleeper && sleeper.until <= end) {
      now = Math.max(now, sleeper.until);
      sleeper.wake();
      await idle();
    }
    now = end;
  }

  return {
    now: () => now,
    run(isActive) {
      active = isActive;
      tellIdle();
    },
    sleep: (until, busy, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || until <= now || (until === Number.POSITIVE_INFINITY && !busy)) return resolve();
        const wake = (): void => {
          signal.removeEventListener("abort", wake);
          if (sleeper === own) sleeper = undefined;
          resolve();
        };
        const own = { until, wake };
        sleeper = own;
        signal.addEventListener("abort", wake, { once: true });
        tellIdle();
      }),
    advance(milliseconds) {
      lastMove = lastMove.then(() => move(milliseconds));
      return lastMove;
    },
  };
}
