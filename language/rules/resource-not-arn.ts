import { isPlaceholder } from "../model/index.ts";
import type { StringNode } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";
import { resourceFault } from "./service-text.ts";
import { shown } from "./wording.ts";

const ARN = /^arn:aws(?:-[a-z]+)*:[a-z0-9-]+:[^:\s]*:[^:\s]*:\S+$/;

export const resourceNotArn: Rule = {
  code: "resource-not-arn",
  severity: "error",
  doc: "A Task's `Resource` is an ARN.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      const resource = state.type === "Task" ? state.field("Resource") : undefined;
      if (resource?.kind !== "string" || isFilledIn(resource) || ARN.test(resource.value)) continue;
      report({
        at: resource,
        message: `"${shown(resource.value)}" is no ARN: write one such as "arn:aws:states:::lambda:invoke".`,
        service: resourceFault(resource.value, state.path),
      });
    }
  },
};

/** Whether a template fills it in; a substitution that isn't closed is none. */
const isFilledIn = (node: StringNode): boolean => isPlaceholder(node) && !/\$\{[^}]*$/.test(node.value);
