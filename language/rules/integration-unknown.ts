import { isPlaceholder } from "../model/index.ts";
import { integrations } from "../spec/index.ts";
import { closest } from "./closest.ts";
import type { Finding, Rule } from "./rule.ts";
import { resourceFault } from "./service-text.ts";
import { shown } from "./wording.ts";

export const integrationUnknown: Rule = {
  code: "integration-unknown",
  severity: "error",
  doc: "The service and the action of a resource such as `arn:aws:states:::sqs:sendMessage` exist.",
  check({ model }, report) {
    for (const state of model.states) {
      const resource = state.type === "Task" ? state.field("Resource") : undefined;
      if (resource?.kind !== "string" || isPlaceholder(resource)) continue;
      const finding = findingFor(resource.value);
      if (finding) report({ ...finding, at: resource, service: resourceFault(resource.value, state.path) });
    }
  },
};

function findingFor(resource: string): Pick<Finding, "message" | "severity"> | undefined {
  const [, service = "", action = ""] = INTEGRATION.exec(resource) ?? [];
  if (service === "" || service === "activity" || service === "aws-sdk") return undefined;
  const actions = Object.hasOwn(integrations, service) ? integrations[service] : undefined;
  if (actions?.includes(action)) return undefined;
  const what = actions
    ? `"${service}" has no action "${shown(action)}" here`
    : `There is no service "${shown(service)}"`;
  const suggestion = closest(actions ? action : service, actions ?? Object.keys(integrations));
  const sdk = `"aws-sdk:${shown(service)}:${shown(action)}" if the service's own API has it`;
  return {
    message: `${what}: ${suggestion ? `did you mean "${suggestion}"?` : `call ${sdk}.`}`,
    // Services come to be sooner than this list learns of them.
    ...(!actions && { severity: "warning" }),
  };
}

/** The service and the action, without a pattern such as `.sync`. */
const INTEGRATION = /^arn:[\w-]+:states:[^:]*:[^:]*:([^:]+):([^:.]*)(?:\.[^:]+(?::2)?)?$/;
