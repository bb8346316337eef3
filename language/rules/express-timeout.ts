import { valueAt } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

/** EXPRESS executions end after five minutes, whatever the definition says. Reference, section 12. */
const LONGEST_SECONDS = 300;

export const expressTimeout: Rule = {
  code: "express-timeout",
  severity: "warning",
  doc: "`TimeoutSeconds` of an EXPRESS state machine is at most 300: its executions end after five minutes.",
  check({ model, type }, report) {
    if (type !== "EXPRESS") return;
    for (const { node } of model.machines) {
      const seconds = valueAt(node, "TimeoutSeconds");
      if (seconds?.kind !== "literal" || typeof seconds.value !== "number" || seconds.value <= LONGEST_SECONDS)
        continue;
      report({
        at: seconds,
        message: `An EXPRESS execution ends after ${LONGEST_SECONDS} seconds: write at most that, or make it a STANDARD machine.`,
      });
    }
  },
};
