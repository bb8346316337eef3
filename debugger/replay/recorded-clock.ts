import { type Clock, createClock } from "../../runtime/index.ts";

/** The time of an execution that has happened: it goes from event to event. */
export interface RecordedClock extends Clock {
  /** Does something when its moment comes; of equal moments what is told first. Aborting forgets it. */
  at(moment: number, act: () => void, signal: AbortSignal): void;
  /** What happened later has happened: time doesn't go back. */
  reach(moment: number): void;
  /** From now on it is the clock of an execution that is under way: one that skips waiting times. */
  goLive(): void;
}

interface Planned {
  readonly moment: number;
  act(): void;
}

export function createRecordedClock(start: number): RecordedClock {
  const planned: Planned[] = [];
  let now = start;
  let live: Clock | undefined;
  let activity: Parameters<Clock["run"]> = [false, false];
  const reach = (moment: number): void => {
    if (moment > now && Number.isFinite(moment)) now = Math.floor(moment);
  };
  return {
    now: () => live?.now() ?? now,
    run(...given) {
      activity = given;
      live?.run(...given);
    },
    reach,
    goLive() {
      live ??= createClock({ speed: "skip", start: now });
      live.run(...activity);
    },
    at(moment, act, signal) {
      const entry = { moment: Number.isFinite(moment) ? moment : now, act };
      const later = planned.findIndex((other) => other.moment > entry.moment);
      planned.splice(later < 0 ? planned.length : later, 0, entry);
      signal.addEventListener("abort", () => remove(planned, entry), { once: true });
    },
    async sleep(until, busy, signal) {
      const next = planned[0];
      if (next && next.moment <= until) {
        planned.shift();
        reach(next.moment);
        return next.act();
      }
      if (live) return live.sleep(until, busy, signal);
      if (until !== Number.POSITIVE_INFINITY) reach(until);
    },
  };
}

function remove(planned: Planned[], entry: Planned): void {
  const index = planned.indexOf(entry);
  if (index >= 0) planned.splice(index, 1);
}
