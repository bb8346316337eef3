import { randomUUID } from "node:crypto";
import { digest } from "../evaluation/index.ts";
import type { Evaluation } from "../language/index.ts";

/** What expressions are evaluated with in an editor: the present moment, and chance. */
export const evaluation: Evaluation = {
  now: () => Date.now(),
  random: () => Math.random(),
  uuid: () => randomUUID(),
  hash: digest,
};
