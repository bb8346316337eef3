/** The time of an execution, in epoch milliseconds. It stands still at a breakpoint. */
export interface Clock {
  now(): number;
  /**
   * Lets time run while the execution is `active`. A clock that skips idle time runs only while something is `busy`;
   * while something is `frozen`, none runs.
   */
  run(active: boolean, busy: boolean, frozen?: boolean): void;
  /**
   * Resolves when a moment has come, or as soon as the signal aborts. With `busy`, something goes on meanwhile that
   * takes real time, and must not be skipped. A sleep without an end resolves when nothing is left to wait for.
   */
  sleep(until: number, busy: boolean, signal: AbortSignal): Promise<void>;
}

export interface ClockOptions {
  /** `skip` jumps over idle time; a number is how many times faster than real time it goes. */
  readonly speed: "skip" | number;
  /** When it starts: now unless given. */
  readonly start?: number;
  /** Whether time goes on while the execution stands. */
  readonly goesOn?: boolean;
}

/** A timer can't be set further ahead than this, in milliseconds. */
const MAX_TIMER = 2 ** 31 - 1;

export function createClock({ speed, start = Date.now(), goesOn = false }: ClockOptions): Clock {
  const factor = speed === "skip" ? 1 : speed;
  let base = start;
  let since: number | undefined;
  const exact = (): number => base + (since === undefined ? 0 : (performance.now() - since) * factor);
  const set = (moment: number): void => {
    base = moment;
    if (since !== undefined) since = performance.now();
  };
  return {
    now: () => Math.floor(exact()),
    run(active, busy, frozen = false) {
      base = exact();
      const runs = active ? !frozen && (busy || speed !== "skip") : goesOn;
      since = runs ? performance.now() : undefined;
    },
    async sleep(until, busy, signal) {
      if (speed === "skip" && !busy) {
        set(Math.max(base, until));
        return;
      }
      while (exact() < until && !signal.aborted) {
        await timer(Math.min(MAX_TIMER, Math.ceil((until - exact()) / factor)), signal);
      }
      // Timers may fire a little early; the moment has come all the same.
      if (!signal.aborted) set(Math.max(exact(), until));
    },
  };
}

function timer(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(handle);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const handle = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done, { once: true });
  });
}
