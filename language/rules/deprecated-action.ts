import { knownTasks } from "./call-arguments.ts";
import type { Rule } from "./rule.ts";

export const deprecatedAction: Rule = {
  code: "deprecated-action",
  severity: "hint",
  doc: "AWS advises against the action, or Step Functions no longer lists its service.",
  perState: true,
  check(subject, report) {
    for (const { resource, call } of knownTasks(subject)) {
      if (!call.outdated) continue;
      const message =
        call.outdated === "action"
          ? `AWS advises against "${call.action}" of ${call.title}: look for what took its place.`
          : `Step Functions no longer lists ${call.title}: machines that use it may still run, new ones shouldn't.`;
      report({ at: resource, message, deprecated: true });
    }
  },
};
