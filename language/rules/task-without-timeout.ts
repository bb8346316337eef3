import type { Rule } from "./rule.ts";
import { taskResources } from "./task-resource.ts";

export const taskWithoutTimeout: Rule = {
  code: "task-without-timeout",
  severity: "hint",
  off: true,
  doc: "A task that waits for an activity, a callback or a job has a timeout.",
  perState: true,
  check({ model }, report) {
    for (const { state, resource } of taskResources(model)) {
      if (!/:activity:|\.waitForTaskToken$|\.sync(?::2)?$/.test(resource.value)) continue;
      if (state.field("TimeoutSeconds") || state.field("TimeoutSecondsPath")) continue;
      report({
        at: resource,
        message: `"${state.name}" may wait for up to a year: add "TimeoutSeconds".`,
      });
    }
  },
};
