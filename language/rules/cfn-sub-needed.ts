import { placeholdersIn } from "./placeholders.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const cfnSubNeeded: Rule = {
  code: "cfn-sub-needed",
  severity: "warning",
  doc: "A `${Name}` in a definition within a template is filled in, by `Fn::Sub` or `DefinitionSubstitutions`.",
  check({ model, deployments = [], isEmbedded, unresolved }, report) {
    if (!isEmbedded || deployments.length === 0) return;
    if (deployments.some(({ substitutions }) => !substitutions || substitutions.size > 0)) return;
    for (const { name, span } of placeholdersIn(model.root)) {
      if (unresolved?.has(name)) continue;
      report({
        at: span,
        message: `Nothing fills "${shown(name)}" in: put the text into "Fn::Sub", or add "DefinitionSubstitutions".`,
        data: { name },
      });
    }
  },
};
