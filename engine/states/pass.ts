import { type Behaviour, go } from "../outcome.ts";

/** Gives its `Result`, or what it took. Reference, section 7.1. */
export const pass: Behaviour = {
  act({ frame }) {
    const { result } = frame.visit.state;
    if (result !== undefined) frame.data = result;
    frame.result = frame.data;
    return go(frame);
  },
};
