import type { StateType } from "../../language/index.ts";
import type { Answer } from "../effect.ts";
import type { Outcome, Turn } from "../outcome.ts";
import { choice } from "./choice.ts";
import { failing } from "./fail.ts";
import { map } from "./map.ts";
import { parallel } from "./parallel.ts";
import { pass } from "./pass.ts";
import { succeed } from "./succeed.ts";
import { task } from "./task.ts";
import { wait } from "./wait.ts";

/** The work of a state type, between what it takes and what it gives. */
export interface Behaviour {
  act(turn: Turn): Outcome;
  resume?(turn: Turn, answer: Answer, effect: number): Outcome;
}

/** A type without a behaviour does not compile. */
export const behaviours: { readonly [T in StateType]: Behaviour } = {
  Task: task,
  Pass: pass,
  Choice: choice,
  Wait: wait,
  Succeed: succeed,
  Fail: failing,
  Parallel: parallel,
  Map: map,
};
