import type { Clock } from "./clock.ts";

/** A clock that can be set back, for an execution that goes on from an earlier moment. */
export interface ResettableClock extends Clock {
  set(now: number): void;
}

export function resettable(clock: Clock): ResettableClock {
  let ahead = 0;
  return {
    now: () => clock.now() - ahead,
    run: (active, busy, frozen) => clock.run(active, busy, frozen),
    sleep: (until, busy, signal) => clock.sleep(until + ahead, busy, signal),
    set(now) {
      ahead = clock.now() - now;
    },
  };
}
