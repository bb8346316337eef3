import type { Rule } from "./rule.ts";
import { unknownTargetFinding, unknownTargets } from "./unknown-target.ts";

export const startAtUnknownState: Rule = {
  code: "start-at-unknown-state",
  severity: "error",
  doc: "`StartAt` names a state of the same `States`.",
  check({ model }, report) {
    const toFinding = unknownTargetFinding();
    for (const target of unknownTargets(model, ["start"])) report(toFinding(target));
  },
};
