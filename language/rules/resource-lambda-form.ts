import { isPlaceholder } from "../model/index.ts";
import type { Rule } from "./rule.ts";
import { resourceFault } from "./service-text.ts";

export const resourceLambdaForm: Rule = {
  code: "resource-lambda-form",
  severity: "error",
  doc: "The ARN of a Lambda function ends with `function:`, its name, and a version or alias if any.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      const resource = state.type === "Task" ? state.field("Resource") : undefined;
      if (resource?.kind !== "string" || isPlaceholder(resource)) continue;
      const rest = /^arn:[\w-]+:lambda:[^:]*:[^:]*:(.*)$/s.exec(resource.value)?.[1];
      if (rest === undefined || /^function:[^:\s]+(?::[^:\s]+)?$/.test(rest)) continue;
      const message =
        'This ARN of a Lambda function isn\'t complete: it ends with "function:", a name, and perhaps a version or alias.';
      report({ at: resource, message, service: resourceFault(resource.value, state.path) });
    }
  },
};
