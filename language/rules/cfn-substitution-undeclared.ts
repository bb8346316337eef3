import { closest } from "./closest.ts";
import { placeholdersIn } from "./placeholders.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const cfnSubstitutionUndeclared: Rule = {
  code: "cfn-substitution-undeclared",
  severity: "warning",
  doc: "The template that deploys a definition gives a value to each `${Name}` in it.",
  check({ model, deployments = [], isEmbedded, unresolved }, report) {
    const [first] = deployments;
    const declared = new Set<string>();
    for (const { substitutions } of deployments) {
      if (!substitutions) return;
      for (const name of substitutions) declared.add(name);
    }
    // A definition within the template may be filled in by other means: another rule tells of them.
    if (!first || (isEmbedded && declared.size === 0)) return;
    for (const { name, span } of placeholdersIn(model.root)) {
      if (declared.has(name) || unresolved?.has(name)) continue;
      const suggestion = closest(name, declared);
      const advice = suggestion ? `did you mean "${suggestion}"?` : 'add it to "DefinitionSubstitutions" there.';
      report({
        at: span,
        message: `"${first.machine}" in "${first.template}" gives no value to "${shown(name)}": ${advice}`,
        data: { name, ...(suggestion && { suggestion }) },
      });
    }
  },
};
