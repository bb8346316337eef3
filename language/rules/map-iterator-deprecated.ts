import { member } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

const SUCCESSORS = { Iterator: "ItemProcessor", Parameters: "ItemSelector" } as const;

export const mapIteratorDeprecated: Rule = {
  code: "map-iterator-deprecated",
  severity: "hint",
  doc: "A Map state has `ItemProcessor` and `ItemSelector`, the names of today, instead of `Iterator` and `Parameters`.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      if (state.type !== "Map") continue;
      for (const [old, successor] of Object.entries(SUCCESSORS)) {
        const found = member(state.node, old);
        if (!found || member(state.node, successor)) continue;
        report({
          at: found.key,
          message: `"${old}" is the older name: rename it to "${successor}".`,
          deprecated: true,
          data: { suggestion: successor },
        });
      }
    }
  },
};
