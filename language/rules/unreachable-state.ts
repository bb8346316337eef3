import { reachableStates } from "../model/index.ts";
import type { Rule } from "./rule.ts";

export const unreachableState: Rule = {
  code: "unreachable-state",
  severity: "warning",
  doc: "Every state is reached on some path from `StartAt`.",
  check(model, report) {
    for (const machine of model.allMachines) {
      // Without a valid start nothing is reachable, and that is another rule's finding.
      if (!machine.startAt?.target) continue;
      const reachable = reachableStates(machine);
      for (const state of machine.states.values()) {
        if (reachable.has(state)) continue;
        report({
          at: state.nameNode,
          message: `Nothing leads to "${state.name}": point a "Next" at it, or delete it.`,
        });
      }
    }
  },
};
