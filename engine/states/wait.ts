import { parseTimestamp } from "../../language/index.ts";
import { request } from "../execution.ts";
import { type Behaviour, go } from "../outcome.ts";
import { runtimeError } from "../states-error.ts";

/** The longest wait that the service takes, in seconds. */
const MAX_SECONDS = 2 ** 31 - 1;

/** Waits for `Seconds`, or until `Timestamp`; a moment that is past ends the wait at once. Reference, section 7.2. */
export const wait: Behaviour = {
  act({ world, frame, now }) {
    const { Seconds: seconds, Timestamp: timestamp } = frame.settings;
    const until =
      typeof timestamp === "string" ? (parseTimestamp(timestamp) ?? now) : now + Number(seconds ?? 0) * 1000;
    if (until - now > MAX_SECONDS * 1000) {
      return { kind: "fail", frame, error: runtimeError("Wait state delay is too long.") };
    }
    if (until <= now) return go(frame);
    const effect = request(world, frame.id, { kind: "sleep", until });
    return { kind: "wait", frame: { ...frame, waiting: { on: "timer", effect } } };
  },
  resume: ({ frame }) => go(frame),
};
