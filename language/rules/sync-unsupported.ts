import { lackFinding, tasksLacking } from "./pattern.ts";
import type { Rule } from "./rule.ts";

export const syncUnsupported: Rule = {
  code: "sync-unsupported",
  severity: "error",
  doc: "`.sync` waits for a job, and stands only behind actions that start one.",
  perState: true,
  check(subject, report) {
    for (const task of tasksLacking(subject, "sync")) report(lackFinding(task, "starts no job that can be waited for"));
  },
};
