import type { Frame } from "../engine/index.ts";
import { type Driver, evaluateAt, holdsAt } from "../runtime/index.ts";
import type { Breakpoint } from "./breakpoints.ts";
import { logParts } from "./log-message.ts";
import { preview } from "./preview.ts";
import { conditionProblem, countSuits, hitProblem } from "./wanted.ts";

/** What came of the breakpoints at a place. */
export interface Verdict {
  /** Those that stop. */
  readonly stopping: readonly Breakpoint[];
  /** Why a condition can't be evaluated: it stops, and says so. */
  readonly problem: string | undefined;
  /** What log points say. */
  readonly messages: readonly { readonly breakpoint: Breakpoint; readonly text: string }[];
}

/** Judges breakpoints by their conditions, and counts how often they were met, by all strands together. */
export interface Hits {
  judge(driver: Driver, frame: Frame, breakpoints: readonly Breakpoint[]): Promise<Verdict>;
  /** Forgets what was met after a moment that the execution was taken back to. */
  goTo(moment: number): void;
}

export function createHits(): Hits {
  /** The moments at which each was met. */
  const met = new Map<number, number[]>();

  function count({ engine }: Driver, id: number): number {
    const moments = met.get(id) ?? [];
    met.set(id, moments);
    const { moment } = engine.execution;
    // Going backwards, it comes by where it was before.
    while ((moments.at(-1) ?? -1) > moment) moments.pop();
    if (moments.at(-1) !== moment) moments.push(moment);
    return moments.length;
  }

  return {
    async judge(driver, frame, breakpoints) {
      const stopping: Breakpoint[] = [];
      const messages: Verdict["messages"][number][] = [];
      let problem: string | undefined;
      for (const breakpoint of breakpoints) {
        const { condition, hitCondition, logMessage, mode } = breakpoint.wanted;
        const verdict = condition ? await holdsAt(driver, frame, condition) : ({ ok: true, holds: true } as const);
        if (!verdict.ok) {
          problem = conditionProblem(condition, verdict.message);
          stopping.push(breakpoint);
          continue;
        }
        if (!verdict.holds || (mode === "again" && attemptOf(frame) === 1)) continue;
        const times = count(driver, breakpoint.id);
        if (mode === "once" && times > 1) continue;
        if (hitCondition && !countSuits(hitCondition, times)) continue;
        if (hitCondition) problem ??= hitProblem(hitCondition);
        if (logMessage) messages.push({ breakpoint, text: await messageAt(driver, frame, logMessage) });
        else stopping.push(breakpoint);
      }
      return { stopping, problem, messages };
    },
    goTo(moment) {
      for (const moments of met.values()) while ((moments.at(-1) ?? -1) > moment) moments.pop();
    },
  };
}

/** Which try of the state it is, from 1. */
const attemptOf = ({ retries }: Frame): number => retries.reduce((sum, tries) => sum + tries, 1);

async function messageAt(driver: Driver, frame: Frame, message: string): Promise<string> {
  const texts: string[] = [];
  for (const part of logParts(message)) {
    if ("text" in part) {
      texts.push(part.text);
      continue;
    }
    const result = await evaluateAt(driver, frame, part.expression);
    if (!result.ok) texts.push(`{${part.expression}: ${result.message}}`);
    else if (typeof result.value === "string") texts.push(result.value);
    else texts.push(result.value === undefined ? "undefined" : preview(result.value, 1000));
  }
  return texts.join("");
}
