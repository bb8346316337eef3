import type { DebugProtocol } from "@vscode/debugprotocol";
import type { QueryLanguage } from "../language/index.ts";
import { conditionFault, expressionFault } from "../runtime/index.ts";
import { logParts } from "./log-message.ts";

/** What all kinds of breakpoints may ask for. */
export interface Wanted {
  readonly condition?: string;
  readonly hitCondition?: string;
  readonly logMessage?: string;
  /** One of `breakpointModes`. */
  readonly mode?: string;
}

/** How often a breakpoint on a line stops. */
export const breakpointModes: DebugProtocol.BreakpointMode[] = [
  { mode: "each", label: "Each time", description: "Stops each time, in each iteration.", appliesTo: ["source"] },
  { mode: "once", label: "Once", description: "Stops the first time, in whichever iteration.", appliesTo: ["source"] },
  {
    mode: "again",
    label: "When tried again",
    description: "Stops only where the state is tried again after an error.",
    appliesTo: ["source"],
  },
];

/** What is wrong with the way that these are written; undefined where nothing is. */
export function wishProblem(
  { condition, hitCondition, logMessage }: Wanted,
  language: QueryLanguage,
): string | undefined {
  const fault = condition ? conditionFault(condition, language) : undefined;
  if (fault !== undefined) return conditionProblem(condition, fault);
  for (const part of logParts(logMessage ?? "")) {
    const wrong = "text" in part ? undefined : expressionFault(part.expression, language);
    if (wrong !== undefined) return `"${logMessage}" can't be told: ${wrong}`;
  }
  return hitCondition ? hitProblem(hitCondition) : undefined;
}

/** Why a condition can't be evaluated, as the user reads it. */
export const conditionProblem = (condition: string | undefined, message: string): string =>
  `The condition "${condition}" can't be evaluated: ${message}`;

/** Why a hit count says nothing; undefined where it says something. */
export const hitProblem = (wanted: string): string | undefined =>
  HIT.test(wanted) ? undefined : `The hit count "${wanted}" can't be read: write 5, >=5, <5, ==3 or %10.`;

const HIT = /^\s*(==|=|>=|>|<=|<|%)?\s*(\d+)\s*$/;

/** Whether a count is one of those that `5`, `>=5`, `<5`, `==3` or `%10` mean; whatever can't be read suits all. */
export function countSuits(wanted: string, count: number): boolean {
  const [, operator = "", digits] = HIT.exec(wanted) ?? [];
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
