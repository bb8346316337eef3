import { inFlowOrder, type Scope, type VariableFlow } from "../flow/index.ts";
import type { Model, State, StateMachine } from "../model/index.ts";

/** A state that is looked at; one with machines within is entered before, and left after them. */
export interface Step {
  readonly state: State;
  readonly kind: "enter" | "leave";
  isDue: boolean;
}

/** The steps of a document in the order of the flow; those that are due are still to be carried out. */
export interface Steps {
  readonly inOrder: readonly Step[];
  enter(state: State): void;
  leave(state: State): void;
  /** Whatever reads a variable is due again. */
  read(scope: Scope, name: string): void;
}

export function stepsOf({ machines }: Model, flow: VariableFlow): Steps {
  const inOrder: Step[] = [];
  const entering = new Map<State, Step>();
  const leaving = new Map<State, Step>();
  const pending: (StateMachine | Step)[] = machines.toReversed();
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ("isDue" in next) {
      inOrder.push(next);
      continue;
    }
    for (const state of inFlowOrder(next).toReversed()) {
      const enter: Step = { state, kind: "enter", isDue: false };
      entering.set(state, enter);
      if (state.children.length > 0) {
        const leave: Step = { state, kind: "leave", isDue: false };
        leaving.set(state, leave);
        pending.push(leave, ...state.children.toReversed());
      }
      pending.push(enter);
    }
  }
  const readers = readersOf(flow);
  const due = (step: Step | undefined): void => {
    if (step) step.isDue = true;
  };
  return {
    inOrder,
    enter: (state) => due(entering.get(state)),
    leave: (state) => due(leaving.get(state)),
    read(scope, name) {
      for (const state of readers.get(scope)?.get(name) ?? [])
        for (const steps of [entering, leaving]) due(steps.get(state));
    },
  };
}

/** The states that read each variable of a scope. */
function readersOf({ scopes, reads }: VariableFlow): ReadonlyMap<Scope, ReadonlyMap<string, ReadonlySet<State>>> {
  const found = new Map<Scope, Map<string, Set<State>>>();
  for (const { name, state } of reads.certain) {
    for (let scope = scopes.get(state.machine); scope; scope = scope.outer) {
      if (!scope.assigned.has(name)) continue;
      const names = found.get(scope) ?? new Map<string, Set<State>>();
      found.set(scope, names);
      names.set(name, (names.get(name) ?? new Set()).add(state));
      break;
    }
  }
  return found;
}
