import type { Frame } from "../engine/index.ts";
import { type Driver, evaluateAt, holdsAt } from "../runtime/index.ts";
import type { Breakpoint } from "./breakpoints.ts";
import { logParts } from "./log-message.ts";
import { preview } from "./preview.ts";

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
        const { condition, hitCondition, logMessage } = breakpoint.wanted;
        const verdict = condition ? await holdsAt(driver, frame, condition) : ({ ok: true, holds: true } as const);
        if (!verdict.ok) {
          problem = `The condition "${condition}" can't be evaluated: ${verdict.message}`;
          stopping.push(breakpoint);
          continue;
        }
        if (!verdict.holds) continue;
        const times = count(driver, breakpoint.id);
        if (hitCondition && !countSuits(hitCondition, times)) continue;
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

/** Whether a count is one of those that `5`, `>=5`, `<5`, `==3` or `%10` mean; whatever can't be read suits all. */
export function countSuits(wanted: string, count: number): boolean {
  const [, operator = "", digits] = /^\s*(==|=|>=|>|<=|<|%)?\s*(\d+)\s*$/.exec(wanted) ?? [];
  if (digits === undefined) return true;
  const number = Number(digits);
  switch (operator) {
    case ">=":
      return count >= number;
    case ">":
      return count > number;
    case "<=":
      return count <= number;
    case "<":
      return count < number;
    case "%":
      return number > 0 && count % number === 0;
    default:
      return count === number;
  }
}

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
