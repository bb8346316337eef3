import { textOffset, valueAt } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

export const choiceStringMatchesEscape: Rule = {
  code: "choice-string-matches-escape",
  severity: "warning",
  doc: "In a pattern of `StringMatches` a backslash stands before a star or another backslash.",
  perState: true,
  check({ model }, report) {
    for (const { kind, node } of model.parts) {
      if (kind !== "ChoiceRule" && kind !== "NestedRule") continue;
      const pattern = valueAt(node, "StringMatches");
      if (pattern?.kind !== "string") continue;
      for (const { index } of pattern.value.matchAll(/\\(?:[*\\]|)/g)) {
        if (/[*\\]/.test(pattern.value[index + 1] ?? "")) continue;
        report({
          at: { start: textOffset(pattern, index), end: textOffset(pattern, index + 1) },
          message: "A backslash escapes only a star or another backslash in a pattern: delete it, or double it.",
        });
      }
    }
  },
};
