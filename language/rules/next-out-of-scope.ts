import type { Rule } from "./rule.ts";
import { missingTarget, relatedTo, unknownTargets } from "./unknown-target.ts";
import { shown } from "./wording.ts";

export const nextOutOfScope: Rule = {
  code: "next-out-of-scope",
  severity: "error",
  doc: "No transition leads into or out of a branch or an item processor.",
  check({ model }, report) {
    for (const { reference, machine, elsewhere } of unknownTargets(model, ["next", "choice", "catch"])) {
      if (!elsewhere) continue;
      const name = shown(reference.name);
      const message = `"${name}" belongs to another machine, and transitions can't lead there: name a state of the same "States".`;
      const service = missingTarget(reference, machine);
      report({ at: reference.node, message, related: relatedTo(elsewhere), service });
    }
  },
};
