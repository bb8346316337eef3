import { handlersOf } from "./handlers.ts";
import type { Rule } from "./rule.ts";

export const statesAllAlone: Rule = {
  code: "states-all-alone",
  severity: "error",
  doc: "`States.ALL` stands alone in its `ErrorEquals`.",
  perState: true,
  check({ model }, report) {
    for (const { entries } of handlersOf(model)) {
      for (const { names } of entries) {
        const all = names.find(({ value }) => value === "States.ALL");
        if (!all || names.length < 2) continue;
        report({ at: all, message: '"States.ALL" stands alone: move it to an entry of its own, the last one.' });
      }
    }
  },
};
