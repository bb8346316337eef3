import { member, stringValue } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

const LIMITS: readonly string[] = ["TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"];

export const callbackWithoutTimeout: Rule = {
  code: "callback-without-timeout",
  severity: "hint",
  doc: "A task that waits for a callback has a timeout or a heartbeat.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      const resource = state.type === "Task" ? state.field("Resource") : undefined;
      if (!resource || !stringValue(resource)?.endsWith(".waitForTaskToken")) continue;
      if (LIMITS.some((field) => member(state.node, field))) continue;
      report({
        at: resource,
        message: `"${state.name}" waits up to a year for a callback that gets lost: add "HeartbeatSeconds" or "TimeoutSeconds".`,
      });
    }
  },
};
