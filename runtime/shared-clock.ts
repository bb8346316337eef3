import type { Clock } from "./clock.ts";

/**
 * One clock for an execution and whatever executions it starts. Time moves for all of them together, and only while
 * each of them has nothing to do but wait: then to the first moment that one of them waits for. It stands still while
 * the first execution, by which the others were started, stands still.
 */
export interface SharedClock {
  /** The clock as one more execution sees it. */
  member(): Clock;
}

interface Member {
  busy: boolean;
  frozen: boolean;
  rest: Rest | undefined;
}

interface Rest {
  readonly until: number;
  readonly busy: boolean;
  wake(): void;
}

export function shareClock(clock: Clock): SharedClock {
  const active = new Set<Member>();
  let first: Member | undefined;
  let sleeping: AbortController | undefined;

  /** Looks anew at what time has to do. */
  function settle(): void {
    sleeping?.abort();
    sleeping = undefined;
    const runs = first !== undefined && active.has(first);
    const all = [...active];
    const isFrozen = all.some(({ frozen }) => frozen);
    const isBusy = all.some(({ busy }) => busy);
    clock.run(runs, isBusy, isFrozen);
    const rests = all.flatMap(({ rest }) => rest ?? []);
    if (!runs || isFrozen || rests.length < all.length) return;
    const controller = new AbortController();
    sleeping = controller;
    if (rests.length === 1) void sleep(rests, controller.signal);
    // What one has just told another is on its way: time may move only when it has arrived.
    else setImmediate(() => void sleep(rests, controller.signal));
  }

  async function sleep(rests: readonly Rest[], signal: AbortSignal): Promise<void> {
    const until = Math.min(...rests.map((rest) => rest.until));
    const busy = rests.some((rest) => rest.busy);
    if (signal.aborted) return;
    if (until === Number.POSITIVE_INFINITY && !busy) {
      // Nobody can go on, once what is on its way has arrived: the first one is told by a sleep that ends.
      await new Promise(setImmediate);
      if (!signal.aborted) first?.rest?.wake();
      return;
    }
    await clock.sleep(until, busy, signal);
    if (!signal.aborted) rests.find((rest) => rest.until === until)?.wake();
  }

  return {
    member() {
      const member: Member = { busy: false, frozen: false, rest: undefined };
      first ??= member;
      const run = (isActive: boolean, busy: boolean, frozen = false): void => {
        member.busy = busy;
        member.frozen = frozen;
        if (isActive) active.add(member);
        else active.delete(member);
        settle();
      };
      return { now: clock.now, run, sleep: (until, busy, signal) => rest(member, until, busy, signal, settle) };
    },
  };
}

/** Rests until the moment has come, or the signal aborts; `settle` is called whenever that concerns the others. */
function rest(member: Member, until: number, busy: boolean, signal: AbortSignal, settle: () => void): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      signal.removeEventListener("abort", wake);
      member.rest = undefined;
      settle();
      resolve();
    };
    signal.addEventListener("abort", wake, { once: true });
    member.rest = { until, busy, wake };
    settle();
  });
}
