import type { Catalogue } from "./catalogue.ts";
import type { Integration, IntegrationPattern, MapResource } from "./optimized.ts";
import type { ParameterSet } from "./parameter-type.ts";
import { resourceName } from "./resource-name.ts";

/** An action of a service as a Task calls it, whether made for Step Functions or reached through the service's SDK. */
export interface Call extends ParameterSet {
  /** As in the resource: `sqs`, `aws-sdk:sqs`. */
  readonly service: string;
  readonly action: string;
  /** The service's name for people. */
  readonly title: string;
  readonly isSdk: boolean;
  readonly patterns: readonly IntegrationPattern[];
  /** Patterns about which sources disagree. */
  readonly unsurePatterns: readonly IntegrationPattern[];
  /** Whole names of the errors that it may end with. */
  readonly errors: readonly string[];
  /** What the action does, and what else to know. */
  readonly doc?: string;
  readonly note?: string;
  /** The action as IAM names it: `sqs:SendMessage`. */
  readonly permission?: string;
  /** Where it is explained. */
  readonly page: string;
  /** Set where AWS advises against the action, or Step Functions took the whole service off its list. */
  readonly outdated?: "action" | "service";
}

/** What resources were asked for: they are few, and asked for at every keystroke. */
const calls = new WeakMap<Catalogue, Map<string, Call>>();
const MAX_CALLS = 1000;

/** The action that a resource names, `arn:aws:states:::sqs:sendMessage.waitForTaskToken`; undefined for none that is known. */
export function callOf(catalogue: Catalogue, resource: string): Call | undefined {
  // A function's own ARN is none: there are as many of those as tasks.
  if (!resource.includes(":states:")) return undefined;
  const known = calls.get(catalogue) ?? new Map<string, Call>();
  const before = known.get(resource);
  if (before) return before;
  if (known.size >= MAX_CALLS) known.clear();
  const found = readCall(catalogue, resource);
  if (found) calls.set(catalogue, known.set(resource, found));
  return found;
}

function readCall(catalogue: Catalogue, resource: string): Call | undefined {
  const name = resourceName(resource);
  if (!name) return undefined;
  const sdkName = /^aws-sdk:(.+)$/.exec(name.service)?.[1];
  if (sdkName !== undefined) return sdkCall(catalogue, sdkName, name.action);
  const integration = catalogue.integration(name.service, name.action);
  return integration && optimizedCall(catalogue, integration);
}

/** An integration of its own, as a call. */
export function optimizedCall(catalogue: Catalogue, integration: Integration): Call {
  const { service, action, title, doc, note, patterns, unsurePatterns = [], parameters, oneOf } = integration;
  return {
    service,
    action,
    title,
    isSdk: false,
    patterns,
    unsurePatterns,
    parameters,
    errors: integration.errors ?? [],
    page: catalogue.docsOf(integration),
    ...(oneOf && { oneOf }),
    ...(doc && { doc }),
    ...(note && { note }),
    ...(integration.api && { permission: integration.api }),
  };
}

/** The resource of a reader of items or a writer of results, as a call; undefined where it is none of theirs. */
export function mapCall(catalogue: Catalogue, field: MapResource["field"], resource: string): Call | undefined {
  const name = resourceName(resource);
  if (!name) return undefined;
  const found = catalogue.mapResources.find((it) => it.field === field && it.arn.endsWith(`::s3:${name.action}`));
  if (!found || !/^(?:aws-sdk:)?s3$/.test(name.service)) return undefined;
  return {
    service: "s3",
    action: name.action,
    title: "Amazon S3",
    isSdk: false,
    patterns: ["request-response"],
    unsurePatterns: [],
    parameters: found.parameters,
    isOpen: true,
    errors: [],
    doc: found.doc,
    page: catalogue.docsOf(found),
  };
}

/** An action of an `aws-sdk` service, as a call. */
export function sdkCall(catalogue: Catalogue, service: string, action: string): Call | undefined {
  const [known, called] = [catalogue.sdkServices.get(service), catalogue.sdkAction(service, action)];
  if (!known || !called) return undefined;
  return {
    service: `aws-sdk:${service}`,
    action,
    title: known.name,
    isSdk: true,
    patterns: ["request-response", "waitForTaskToken"],
    unsurePatterns: [],
    parameters: called.parameters.map(({ name, type, required }) => ({ name, type, ...(required && { required }) })),
    errors: called.errors,
    permission: `${known.iam}:${action.charAt(0).toUpperCase()}${action.slice(1)}`,
    page: catalogue.docsOf({ docs: "supported-services-awssdk" }),
    ...(known.retired
      ? { outdated: "service" as const }
      : known.deprecated?.includes(action) && { outdated: "action" as const }),
  };
}
