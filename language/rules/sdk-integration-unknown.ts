import { type Catalogue, resourceName, type SdkService } from "../catalogue/index.ts";
import { closest } from "./closest.ts";
import type { Finding, Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const sdkIntegrationUnknown: Rule = {
  code: "sdk-integration-unknown",
  severity: "warning",
  doc: "The service and the action of a resource such as `arn:aws:states:::aws-sdk:dynamodb:query` exist, as far as is known.",
  perState: true,
  check({ model, catalogue }, report) {
    if (!catalogue) return;
    for (const state of model.states) {
      const resource = state.type === "Task" ? state.field("Resource") : undefined;
      const name = resource?.kind === "string" ? resourceName(resource.value) : undefined;
      const service = /^aws-sdk:(.*)$/.exec(name?.service ?? "")?.[1];
      if (!resource || !name || service === undefined) continue;
      const finding = findingFor(catalogue, service, name.action);
      if (finding) report({ ...finding, at: resource });
    }
  },
};

function findingFor(catalogue: Catalogue, service: string, action: string): Omit<Finding, "at"> | undefined {
  const known = catalogue.sdkServices.get(service);
  if (!known) return unknownService(catalogue, service);
  const { actions, unsupported = [] } = known;
  if (!actions || Object.hasOwn(actions, action)) return undefined;
  if (unsupported.includes(action)) {
    return { message: `Step Functions doesn't offer "${action}" of ${known.name}: call it from a Lambda function.` };
  }
  if (action === "") return { message: `Name an action of ${known.name} behind "aws-sdk:${service}:".` };
  return unknownAction(catalogue, known, service, action);
}

function unknownService({ sdkServices, unlistedServices, asOf }: Catalogue, service: string): Omit<Finding, "at"> {
  const suggestion = closest(service, sdkServices.keys());
  const isKnownElsewhere = unlistedServices.includes(service);
  const advice = suggestion
    ? `did you mean "${suggestion}"?`
    : "services are named in lower case, without blanks and dashes.";
  const message = isKnownElsewhere
    ? `Step Functions isn't known to reach "${service}": our table is of ${asOf}.`
    : `There is no "aws-sdk" service "${shown(service)}" in our table of ${asOf}: ${advice}`;
  return {
    message,
    ...(isKnownElsewhere && { severity: "hint" }),
    ...(suggestion && !isKnownElsewhere && { data: { name: service, suggestion } }),
  };
}

function unknownAction(
  { asOf }: Catalogue,
  { name, actions }: SdkService,
  service: string,
  action: string,
): Omit<Finding, "at"> {
  const suggestion = closest(action, Object.keys(actions ?? {}));
  const advice = suggestion ? `did you mean "${suggestion}"?` : "look it up, unless it is newer.";
  return {
    message: `"${service}" (${name}) has no action "${shown(action)}" in our table of ${asOf}: ${advice}`,
    ...(suggestion && { data: { name: action, suggestion } }),
  };
}
