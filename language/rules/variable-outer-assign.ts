import { innerAssignments } from "../flow/index.ts";
import type { Rule } from "./rule.ts";
import { assignedThere } from "./variable-finding.ts";
import { shown } from "./wording.ts";

export const variableOuterAssign: Rule = {
  code: "variable-outer-assign",
  severity: "error",
  doc: "A branch or an iteration assigns no variable that has a value outside it.",
  check({ model }, report) {
    for (const { assignment, outer, isSet } of innerAssignments(model)) {
      if (!isSet) continue;
      const { name, member } = assignment;
      const message = `"${shown(name)}" belongs to the states outside: choose another name, and hand the value out through the output.`;
      report({ at: member.key, message, related: assignedThere(outer) });
    }
  },
};
