import { type Reference, reachableStates } from "../model/index.ts";
import type { Rule } from "./rule.ts";
import { serviceLocation } from "./service-text.ts";

export const unreachableState: Rule = {
  code: "unreachable-state",
  severity: "warning",
  doc: "Every state is reached on some path from `StartAt`.",
  check({ model }, report) {
    for (const machine of model.allMachines) {
      const reachable = reachableStates(machine);
      // While a transition leads nowhere, or where only a template knows, what comes after it isn't known.
      if (!leadsOn(machine.startAt) || [...reachable].some(({ transitions }) => !transitions.every(leadsOn))) continue;
      for (const state of machine.states.values()) {
        if (reachable.has(state)) continue;
        report({
          at: state.nameNode,
          message: `No path from "${machine.startAt?.name}" leads to "${state.name}": point a "Next" at it, or delete it.`,
          unnecessary: true,
          ...(machine.startAt && {
            related: [{ span: machine.startAt.node.span, message: "The machine begins here." }],
          }),
          service: {
            code: "MISSING_TRANSITION_TARGET",
            message: `State "${state.name}" is not reachable.`,
            location: serviceLocation(state.path),
          },
        });
      }
    }
  },
};

const leadsOn = (reference: Reference | undefined): boolean => reference?.target !== undefined;
