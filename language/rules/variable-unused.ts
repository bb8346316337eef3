import { variableFlow } from "../flow/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const variableUnused: Rule = {
  code: "variable-unused",
  severity: "hint",
  doc: "A variable that is assigned is read somewhere.",
  check({ model }, report) {
    const { scopes, reads, readers } = variableFlow(model);
    for (const scope of scopes.values()) {
      for (const [name, assignments] of scope.assigned) {
        if (readers(scope).has(name) || reads.possible.has(name)) continue;
        const message = `No state reads "${shown(name)}": use it, or delete it.`;
        for (const { member } of assignments) report({ at: member.key, message, unnecessary: true });
      }
    }
  },
};
