import { assignmentsOf } from "../flow/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const variableName: Rule = {
  code: "variable-name",
  severity: "error",
  doc: "A variable's name begins with a letter and has letters, digits and underscores, without a `$`.",
  perState: true,
  check({ model }, report) {
    for (const { name, member } of assignmentsOf(model)) {
      if (isIdentifier(name)) continue;
      const advice = name.startsWith("$") ? 'write it without "$" here.' : "use letters, digits and underscores only.";
      // Names with hyphens are taken for valid by a peer's tests, and the documentation may be stricter than the service.
      const severity = isIdentifier(name.replaceAll("-", "_")) ? "warning" : "error";
      report({ at: member.key, severity, message: `"${shown(name)}" is no name for a variable: ${advice}` });
    }
  },
};

const isIdentifier = (name: string): boolean => /^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(name);
