import { isPlaceholder, isTerminal, type State } from "../model/index.ts";
import { member } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

export const noTerminalState: Rule = {
  code: "no-terminal-state",
  severity: "error",
  doc: "Every state machine, branch and item processor has a Succeed state, a Fail state or one with `End: true`.",
  check({ model }, report) {
    for (const { node, states } of model.allMachines) {
      const holder = member(node, "States");
      if (!holder || states.size === 0 || [...states.values()].some(mayEnd)) continue;
      report({ at: holder.key, message: 'No state ends here: give one "End": true, or add a Succeed or Fail state.' });
    }
  },
};

/** Whether a state ends its machine, or lacks something that would say so: that has a finding of its own. */
function mayEnd(state: State): boolean {
  const end = state.field("End");
  if (isTerminal(state) || state.type === undefined || (end && isPlaceholder(end))) return true;
  if (state.type !== "Choice" && state.field("Next") === undefined) return true;
  // The state that a transition names and that isn't there yet may be the end.
  return state.transitions.some(({ target }) => !target);
}
