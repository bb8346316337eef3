import { createHash, randomUUID } from "node:crypto";
import type { Evaluation } from "../language/index.ts";

/** What expressions are evaluated with in an editor: the present moment, and chance. */
export const evaluation: Evaluation = {
  now: () => Date.now(),
  random: () => Math.random(),
  uuid: () => randomUUID(),
  hash: (algorithm, text) => createHash(algorithm.replace("-", "").toLowerCase()).update(text, "utf8").digest("hex"),
};
