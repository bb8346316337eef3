import type { Rule } from "./rule.ts";

export const taskWithoutRetry: Rule = {
  code: "task-without-retry",
  severity: "hint",
  off: true,
  doc: "A Task state has `Retry` or `Catch`.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      if (state.type !== "Task" || state.field("Retry") || state.field("Catch")) continue;
      report({
        at: state.nameNode,
        message: `Whatever goes wrong in "${state.name}" ends the execution: add "Retry" or "Catch".`,
      });
    }
  },
};
