import { stringValue } from "../syntax/index.ts";
import { expressMapAround } from "./map-mode.ts";
import type { Rule } from "./rule.ts";

export const expressSync: Rule = {
  code: "express-sync",
  severity: "error",
  doc: "In EXPRESS executions no task waits for a job, a callback or an activity.",
  check({ model }, report) {
    for (const state of model.states) {
      const resource = state.type === "Task" ? state.field("Resource") : undefined;
      const pattern = /\.sync(?::2)?$|\.waitForTaskToken$|:activity:/.exec(stringValue(resource) ?? "")?.[0];
      const around = pattern && expressMapAround(state.machine);
      if (!around || !resource) continue;
      const what = pattern === ":activity:" ? "An activity" : `"${pattern}"`;
      report({
        at: resource,
        message: `${what} doesn't work in EXPRESS executions, which "${around.name}" starts: choose STANDARD there, or call it without waiting.`,
        related: [{ span: around.nameNode.span, message: `"${around.name}" stands here.` }],
      });
    }
  },
};
