import { type Context, createContext, Script } from "node:vm";
import { lazy } from "../language/index.ts";

/**
 * Does work that can be interrupted, regular expressions included, and tells whether it was done in its time, in
 * milliseconds. Node starts a thread for each call that looks at the clock: this takes about 45 microseconds.
 */
export function doneWithin(milliseconds: number, work: () => void): boolean {
  const { script, context } = room();
  context.work = work;
  try {
    script.runInContext(context, { timeout: Math.max(1, Math.ceil(milliseconds)) });
    return true;
  } catch (thrown) {
    const isLate = typeof thrown === "object" && thrown !== null && "code" in thrown && thrown.code === LATE;
    if (isLate) return false;
    throw thrown;
  } finally {
    context.work = undefined;
  }
}

const LATE = "ERR_SCRIPT_EXECUTION_TIMEOUT";

/** Where the work is called from: only calls of a script have a time limit. */
const room = lazy((): { readonly script: Script; readonly context: Context } => ({
  script: new Script("work()"),
  context: createContext({}),
}));
