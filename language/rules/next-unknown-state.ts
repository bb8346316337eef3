import type { Rule } from "./rule.ts";
import { unknownTargetFinding, unknownTargets } from "./unknown-target.ts";

export const nextUnknownState: Rule = {
  code: "next-unknown-state",
  severity: "error",
  doc: "`Next` of a state, a rule or a catcher names a state of the same `States`.",
  check({ model }, report) {
    const toFinding = unknownTargetFinding();
    for (const target of unknownTargets(model, ["next", "choice", "catch"])) {
      // A state of another machine is the matter of `next-out-of-scope`.
      if (!target.elsewhere) report(toFinding(target));
    }
  },
};
