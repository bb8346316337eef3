import type { Evaluation } from "../language/index.ts";
import type { Turn } from "./outcome.ts";
import { nextRandom, uuidFrom } from "./random.ts";

/** The clock, random numbers and digests that intrinsic functions see; random numbers come from the execution's seed. */
export function evaluationOf({ world, now }: Turn): Evaluation {
  const random = (): number => nextRandom(world);
  return { now: () => now, random, uuid: () => uuidFrom(random), hash: world.options.hash };
}
