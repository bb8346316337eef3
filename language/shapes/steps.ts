import { inFlowOrder, type Scope } from "../flow/index.ts";
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
  /** Notes that what a state gives depends on a variable. */
  reads(state: State, scope: Scope, name: string): void;
  /** Whatever depends on a variable is due again. */
  changed(scope: Scope, name: string): void;
  /** Nothing will be due any more. */
  end(): void;
}

export function stepsOf({ machines }: Model): Steps {
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
  const due = (step: Step | undefined): void => {
    if (step) step.isDue = true;
  };
  let readers: Map<Scope, Map<string, Set<State>>> | undefined = new Map();
  return {
    inOrder,
    enter: (state) => due(entering.get(state)),
    leave: (state) => due(leaving.get(state)),
    reads(state, scope, name) {
      if (!readers) return;
      const names = readers.get(scope) ?? new Map<string, Set<State>>();
      readers.set(scope, names.set(name, (names.get(name) ?? new Set()).add(state)));
    },
    changed(scope, name) {
      for (const state of readers?.get(scope)?.get(name) ?? [])
        for (const steps of [entering, leaving]) due(steps.get(state));
    },
    end() {
      readers = undefined;
    },
  };
}
