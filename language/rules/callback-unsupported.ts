import { lackFinding, tasksLacking } from "./pattern.ts";
import type { Rule } from "./rule.ts";

export const callbackUnsupported: Rule = {
  code: "callback-unsupported",
  severity: "error",
  doc: "`.waitForTaskToken` stands only behind actions that can hand a token on.",
  perState: true,
  check(subject, report) {
    for (const task of tasksLacking(subject, "waitForTaskToken"))
      report(lackFinding(task, "can't wait for a callback"));
  },
};
