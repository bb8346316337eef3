import { handlersOf } from "./handlers.ts";
import type { Rule } from "./rule.ts";

export const statesAllDoesNotCover: Rule = {
  code: "states-all-does-not-cover",
  severity: "hint",
  off: true,
  doc: "`States.ALL` handles neither `States.Runtime` nor every `States.DataLimitExceeded`.",
  perState: true,
  check({ model }, report) {
    for (const { entries } of handlersOf(model)) {
      for (const name of entries.flatMap(({ names }) => names)) {
        if (name.value !== "States.ALL") continue;
        report({
          at: name,
          message: '"States.ALL" handles neither "States.Runtime" nor every "States.DataLimitExceeded".',
        });
      }
    }
  },
};
