import { assignmentsOf } from "../flow/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

const MAX_LENGTH = 80;

export const variableNameLength: Rule = {
  code: "variable-name-length",
  severity: "error",
  doc: "A variable's name has at most 80 characters.",
  perState: true,
  check({ model }, report) {
    for (const { name, member } of assignmentsOf(model)) {
      const length = [...name].length;
      if (length <= MAX_LENGTH) continue;
      const message = `"${shown(name)}" has ${length} characters: a variable's name has at most ${MAX_LENGTH}.`;
      report({ at: member.key, message });
    }
  },
};
