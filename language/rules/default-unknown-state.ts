import type { Rule } from "./rule.ts";
import { unknownTargetFinding, unknownTargets } from "./unknown-target.ts";

export const defaultUnknownState: Rule = {
  code: "default-unknown-state",
  severity: "error",
  doc: "`Default` names a state of the same `States`.",
  check({ model }, report) {
    const toFinding = unknownTargetFinding();
    for (const target of unknownTargets(model, ["default"])) report(toFinding(target));
  },
};
