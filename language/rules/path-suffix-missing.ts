import { hasPlaceholder } from "../model/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const pathSuffixMissing: Rule = {
  code: "path-suffix-missing",
  severity: "warning",
  doc: "A path stands in the field that takes one, such as `CausePath`, not in its twin.",
  perState: true,
  check({ model }, report) {
    for (const { node, spec, queryLanguage } of model.parts) {
      if (queryLanguage !== "JSONPath") continue;
      for (const { key, value } of node.members) {
        const twin = `${key.value}Path`;
        const takesText = Object.hasOwn(spec.fields, key.value) && spec.fields[key.value]?.type === "string";
        if (!takesText || !Object.hasOwn(spec.fields, twin) || value.kind !== "string" || hasPlaceholder(value.value))
          continue;
        if (!/^(?:\$\$?[.[]|States\.\w+\()/.test(value.value)) continue;
        const message = `"${shown(value.value)}" is taken as it stands: use "${twin}" to evaluate it.`;
        report({ at: value, message, data: { suggestion: twin } });
      }
    }
  },
};
