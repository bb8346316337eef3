import type { Transition } from "../language/index.ts";
import type { Phase, ProgramState } from "./program.ts";

/** A way out of a state, as the graph of the machine has it. */
export interface WayOut {
  readonly kind: Transition["kind"] | "end";
  /** The index of the rule or catcher; 0 for the others. */
  readonly order: number;
}

/** The way that each of a state's exits takes. */
export function waysOut({ phases, catchers, type }: ProgramState): ReadonlyMap<Phase, WayOut> {
  const found = new Map<Phase, WayOut>();
  const rules = phases.filter((phase) => phase.kind === "Rule");
  const choice = type === "Choice";
  for (const [index, phase] of phases.entries()) {
    if (phase.kind !== "Exit") continue;
    const caught = catchers.findLastIndex(({ at }) => at <= index);
    const ruled = rules.findLastIndex(({ holds }) => holds <= index);
    if (caught >= 0) found.set(phase, { kind: "catch", order: caught });
    else if (ruled >= 0) found.set(phase, { kind: "choice", order: ruled });
    else if (choice) found.set(phase, { kind: "default", order: 0 });
    else found.set(phase, { kind: phase.to.kind === "end" ? "end" : "next", order: 0 });
  }
  return found;
}
