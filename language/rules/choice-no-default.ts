import type { Rule } from "./rule.ts";

export const choiceNoDefault: Rule = {
  code: "choice-no-default",
  severity: "hint",
  doc: "A Choice state has a `Default`: without it the execution fails when no rule holds.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      if (state.type !== "Choice" || state.field("Default")) continue;
      report({
        at: state.nameNode,
        message: `When no rule of "${state.name}" holds, the execution fails: add "Default".`,
      });
    }
  },
};
