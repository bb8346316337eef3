import { type Behaviour, go } from "../outcome.ts";

/** Gives what it took; the machine, branch or iteration ends with it. Reference, section 7.3. */
export const succeed: Behaviour = { act: ({ frame }) => go(frame) };
