import type { Reference, State, StateMachine } from "./state-machine.ts";

/** Every place that names this state: `StartAt`, `Next`, `Default`, rules and catchers, in document order. */
export function referencesTo(state: State): readonly Reference[] {
  return referencesIn(state.machine).filter(({ target }) => target === state);
}

/** Every place of a machine, its branches and processors aside, that names a state. */
export function referencesIn(machine: StateMachine): readonly Reference[] {
  const found: Reference[] = machine.startAt ? [machine.startAt] : [];
  for (const state of machine.states.values()) for (const transition of state.transitions) found.push(transition);
  return found.toSorted((a, b) => a.node.span.start - b.node.span.start);
}
