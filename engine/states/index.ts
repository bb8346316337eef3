import type { StateType } from "../../language/index.ts";
import type { Behaviour } from "../outcome.ts";
import { choice } from "./choice.ts";
import { failing } from "./fail.ts";
import { map } from "./map.ts";
import { parallel } from "./parallel.ts";
import { pass } from "./pass.ts";
import { succeed } from "./succeed.ts";
import { task } from "./task.ts";
import { wait } from "./wait.ts";

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
