import { resourceName } from "../catalogue/index.ts";
import { integrations } from "../spec/index.ts";
import { closest } from "./closest.ts";
import type { Finding, Rule } from "./rule.ts";
import { resourceFault } from "./service-text.ts";
import { shown } from "./wording.ts";

export const integrationUnknown: Rule = {
  code: "integration-unknown",
  severity: "error",
  doc: "The service, the action and the suffix of a resource such as `arn:aws:states:::sqs:sendMessage` exist.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      const resource = state.type === "Task" ? state.field("Resource") : undefined;
      if (resource?.kind !== "string") continue;
      const finding = findingFor(resource.value);
      if (finding) report({ ...finding, at: resource, service: resourceFault(resource.value, state.path) });
    }
  },
};

function findingFor(resource: string): Omit<Finding, "at"> | undefined {
  const name = resourceName(resource);
  if (!name) return undefined;
  const { service, action, suffix } = name;
  if (suffix !== "" && !SUFFIXES.includes(suffix)) return suffixFinding(suffix);
  if (service.startsWith("aws-sdk:")) return undefined;
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
    ...(suggestion && { data: { name: actions ? action : service, suggestion } }),
  };
}

const SUFFIXES: readonly string[] = [".sync", ".sync:2", ".waitForTaskToken"];

function suffixFinding(suffix: string): Omit<Finding, "at"> {
  const suggestion = closest(suffix, SUFFIXES);
  const advice = suggestion
    ? `did you mean "${suggestion}"?`
    : 'use ".sync", ".waitForTaskToken" or none, as the action allows.';
  return {
    message: `There is no way to wait called "${shown(suffix)}": ${advice}`,
    ...(suggestion && { data: { name: suffix, suggestion } }),
  };
}
