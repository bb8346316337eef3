import { assignmentsOf } from "../flow/index.ts";
import type { Rule } from "./rule.ts";

export const variableReservedName: Rule = {
  code: "variable-reserved-name",
  severity: "error",
  doc: "No variable is named `states`.",
  perState: true,
  check({ model }, report) {
    for (const { name, member } of assignmentsOf(model)) {
      if (name !== "states") continue;
      report({ at: member.key, message: 'The name "states" belongs to the language: choose another one.' });
    }
  },
};
