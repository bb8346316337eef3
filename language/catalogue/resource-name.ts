/** What a resource such as `arn:aws:states:::sqs:sendMessage.waitForTaskToken` names. */
export interface ResourceName {
  /** `sqs`, or `aws-sdk:sqs`. */
  readonly service: string;
  /** Empty where it isn't written yet. */
  readonly action: string;
  /** `.waitForTaskToken`; empty where the task waits for the answer alone. */
  readonly suffix: string;
}

/**
 * Reads the resource of a service, whose partition, region and account may be filled in later: `arn:${AWS::Partition}:…`.
 * Undefined for anything else: functions, activities, and services or actions that are filled in later themselves.
 */
export function resourceName(resource: string): ResourceName | undefined {
  const [, service = "", action = "", suffix = ""] = RESOURCE.exec(resource) ?? [];
  const isOwn = service === "" || service === "activity" || service === "stateMachine" || service === "execution";
  if (isOwn) return undefined;
  return service === "aws-sdk" ? { service: `aws-sdk:${action}`, action: "", suffix } : { service, action, suffix };
}

/** One part of an ARN that may be filled in. */
const PART = String.raw`(?:\$\{[^}]*\}|[^:$\s])*`;

const RESOURCE = new RegExp(
  String.raw`^arn:${PART}:states:${PART}:${PART}:((?:aws-sdk:)?[^:\s$]+):([^:.\s$]*)(\.[^.\s$]+)?$`,
);
