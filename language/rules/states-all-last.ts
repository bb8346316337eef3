import { handlersOf } from "./handlers.ts";
import type { Rule } from "./rule.ts";

export const statesAllLast: Rule = {
  code: "states-all-last",
  severity: "error",
  doc: "`States.ALL` stands in the last retrier or catcher.",
  check({ model }, report) {
    for (const { entries, field } of handlersOf(model)) {
      for (const { names } of entries.slice(0, -1)) {
        const all = names.find(({ value }) => value === "States.ALL");
        if (!all) continue;
        report({
          at: all,
          message: `"States.ALL" stands in the last entry of "${field}": move this entry to the end.`,
        });
      }
    }
  },
};
