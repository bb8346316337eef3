import type { State, StateMachine } from "../../model/index.ts";
import { valueAt } from "../../syntax/index.ts";
import type { Refactorer } from "./refactoring.ts";
import { machineAt } from "./selection.ts";

/** Puts the states of a machine into the order in which they follow one another. */
export const reorderStates: Refactorer = (document, range) => {
  const machine = machineAt(document, range.start);
  const states = machine && valueAt(machine.node, "States");
  if (!machine || states?.kind !== "object" || states.members.some(({ merged }) => merged)) return [];
  const names = states.members.map(({ key }) => key.value);
  const order = orderOf(machine, names);
  if (order.every((index, place) => index === place)) return [];
  const edits = () => document.notation.edits.reorder(document, states, order);
  return [{ title: "Put the states into the order of their flow", kind: "refactor.rewrite", edits }];
};

/** The places of the names in the order of flow; what isn't reached stays behind, in the order of the text. */
export function orderOf(machine: StateMachine, names: readonly string[]): readonly number[] {
  const rank = new Map(flowOrder(machine).map((state, index) => [state.name, index]));
  const rankOf = (index: number): number => rank.get(names[index] ?? "") ?? Number.MAX_SAFE_INTEGER;
  return [...names.keys()].toSorted((a, b) => rankOf(a) - rankOf(b) || a - b);
}

/**
 * The reachable states so that each stands behind those that lead to it, but for loops; of several ways out of a state
 * the first stands first. Reverse postorder of a depth-first walk, iterative.
 */
function flowOrder({ startAt }: StateMachine): readonly State[] {
  const finished: State[] = [];
  const seen = new Set<State>();
  const pending: { readonly state: State; readonly ways: State[] }[] = [];
  const enter = (state: State | undefined): void => {
    if (!state || seen.has(state)) return;
    seen.add(state);
    pending.push({ state, ways: state.transitions.flatMap(({ target }) => (target ? [target] : [])) });
  };
  enter(startAt?.target);
  for (let top = pending.at(-1); top; top = pending.at(-1)) {
    const way = top.ways.pop();
    if (way) enter(way);
    else {
      finished.push(top.state);
      pending.pop();
    }
  }
  return finished.reverse();
}
