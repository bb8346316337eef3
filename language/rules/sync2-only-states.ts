import { resourceName } from "../catalogue/index.ts";
import { stringValue } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";
import { resourceFault } from "./service-text.ts";

export const sync2OnlyStates: Rule = {
  code: "sync2-only-states",
  severity: "error",
  doc: "`.sync:2` stands only behind `states:startExecution`.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      const resource = state.type === "Task" ? state.field("Resource") : undefined;
      const text = stringValue(resource) ?? "";
      const name = resourceName(text);
      if (!resource || name?.suffix !== ".sync:2" || name.service === "states") continue;
      report({
        at: resource,
        message: `".sync:2" is only for "states:startExecution": use "${name.service}:${name.action}.sync", if it has it.`,
        data: { suggestion: text.replace(/:2$/, "") },
        service: resourceFault(text, state.path),
      });
    }
  },
};
