import type { State, StateMachine } from "../model/index.ts";

/** The states that some path leads to, each before those that come after it, as far as there is no loop. Iterative. */
export function inFlowOrder({ startAt }: StateMachine): readonly State[] {
  const done: State[] = [];
  const seen = new Set<State>();
  const pending: { readonly state: State; next: number }[] = [];
  const enter = (state: State | undefined): void => {
    if (!state || seen.has(state)) return;
    seen.add(state);
    pending.push({ state, next: 0 });
  };
  enter(startAt?.target);
  for (let top = pending.at(-1); top; top = pending.at(-1)) {
    const way = top.state.transitions[top.next++];
    if (way) enter(way.target);
    else {
      pending.pop();
      done.push(top.state);
    }
  }
  return done.reverse();
}
