import { isTerminal, reachableStates } from "../model/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const terminalUnreachable: Rule = {
  code: "terminal-unreachable",
  severity: "warning",
  doc: "Some path from `StartAt` leads to a state that ends the machine.",
  check({ model }, report) {
    for (const machine of model.allMachines) {
      const { startAt, states } = machine;
      if (!startAt?.target) continue;
      const reachable = [...reachableStates(machine)];
      const hasWayOut = reachable.some((state) => isTerminal(state) || state.transitions.length === 0);
      if (hasWayOut || ![...states.values()].some(isTerminal)) continue;
      const isKnown = reachable.every(({ type, transitions }) => type && transitions.every(({ target }) => target));
      if (!isKnown) continue;
      report({
        at: startAt.node,
        message: `No path from "${startAt.name}" comes to an end: lead one to a state that ends the machine.`,
        related: [...states.values()]
          .filter(isTerminal)
          .slice(0, 3)
          .map((state) => ({ span: state.nameNode.span, message: `"${shown(state.name)}" ends it.` })),
      });
    }
  },
};
