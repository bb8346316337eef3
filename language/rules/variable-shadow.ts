import { innerAssignments } from "../flow/index.ts";
import type { Rule } from "./rule.ts";
import { assignedThere } from "./variable-finding.ts";
import { shown } from "./wording.ts";

export const variableShadow: Rule = {
  code: "variable-shadow",
  severity: "warning",
  doc: "A branch or an iteration and the states outside it use different names for their variables.",
  check({ model }, report) {
    for (const { assignment, outer, isSet } of innerAssignments(model)) {
      if (isSet) continue;
      const { name, member } = assignment;
      const message = `States outside assign another variable "${shown(name)}": choose another name for one of them.`;
      report({ at: member.key, message, related: assignedThere(outer) });
    }
  },
};
