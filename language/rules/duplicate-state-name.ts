import type { State, StateMachine } from "../model/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const duplicateStateName: Rule = {
  code: "duplicate-state-name",
  severity: "error",
  doc: "State names are unique in the whole state machine, its branches and item processors included.",
  check({ model }, report) {
    const outermost = new Map<StateMachine, StateMachine>();
    for (const machine of model.allMachines) {
      outermost.set(machine, (machine.owner && outermost.get(machine.owner.machine)) ?? machine);
    }
    const first = new Map<StateMachine | undefined, Map<string, State>>();
    for (const state of model.states) {
      const root = outermost.get(state.machine);
      const names = first.get(root) ?? new Map<string, State>();
      first.set(root, names);
      const earlier = names.get(state.name);
      if (!earlier) names.set(state.name, state);
      // One object read twice, through a YAML alias, has one text that names it.
      else if (earlier.nameNode !== state.nameNode) {
        const name = shown(state.name);
        report({
          at: state.nameNode,
          message: `Another state is named "${name}" too: names are unique in the whole state machine, so rename one.`,
          related: [{ span: earlier.nameNode.span, message: `"${name}" stands here first.` }],
        });
      }
    }
  },
};
