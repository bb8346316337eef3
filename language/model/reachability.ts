import { derived } from "../text/index.ts";
import type { State, StateMachine } from "./state-machine.ts";

/** The states of a machine that some path of transitions from `StartAt` leads to, in the order they are found. */
export const reachableStates = derived((machine: StateMachine): ReadonlySet<State> => {
  const found = new Set<State>();
  const pending: State[] = machine.startAt?.target ? [machine.startAt.target] : [];
  for (let state = pending.pop(); state; state = pending.pop()) {
    if (found.has(state)) continue;
    found.add(state);
    for (const { target } of state.transitions.toReversed()) if (target) pending.push(target);
  }
  return found;
});

/** Whether the machine, branch or iteration may end in this state. */
export function isTerminal(state: State): boolean {
  if (state.type === "Succeed" || state.type === "Fail") return true;
  const end = state.field("End");
  return end?.kind === "literal" && end.value === true;
}
