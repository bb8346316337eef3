import type { Rule } from "./rule.ts";

export const endNotTrue: Rule = {
  code: "end-not-true",
  severity: "warning",
  doc: "`End` is true, or isn't there.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      const end = state.field("End");
      if (end?.kind !== "literal" || end.value !== false) continue;
      report({ at: end, message: '"End": false says nothing: delete it, or write true.' });
    }
  },
};
