import type { State } from "../model/index.ts";
import { expressMapAround } from "../model/index.ts";
import { stringValue } from "../syntax/index.ts";
import type { ServiceText } from "../text/index.ts";
import type { Rule } from "./rule.ts";
import { schemaFault } from "./service-text.ts";

export const expressSync: Rule = {
  code: "express-sync",
  severity: "error",
  doc: "In EXPRESS executions no task waits for a job, a callback or an activity.",
  check({ model, type }, report) {
    for (const state of model.states) {
      if (state.type !== "Task") continue;
      const around = expressMapAround(state.machine);
      if (!around && type !== "EXPRESS") continue;
      const resource = state.field("Resource");
      const pattern = /\.sync(?::2)?$|\.waitForTaskToken$|:activity:/.exec(stringValue(resource) ?? "")?.[0];
      if (!pattern || !resource) continue;
      const what = pattern === ":activity:" ? "An activity" : `"${pattern}"`;
      const where = around ? `, which "${around.name}" starts: choose STANDARD there` : ": make it a STANDARD machine";
      report({
        at: resource,
        message: `${what} doesn't work in EXPRESS executions${where}, or call it without waiting.`,
        ...(around && { related: [{ span: around.nameNode.span, message: `"${around.name}" stands here.` }] }),
        service: serviceText(pattern, state),
      });
    }
  },
};

/** In the service's text a blank follows where it speaks of callbacks. */
function serviceText(pattern: string, { path }: State): ServiceText {
  const what =
    pattern === ":activity:"
      ? "Activity ARN"
      : `'${pattern}' service integration${pattern === ".waitForTaskToken" ? " " : ""}`;
  return schemaFault(`Express state machine does not support ${what}`, `${path}/Resource`);
}
