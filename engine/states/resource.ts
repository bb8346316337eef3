/** What a Task state calls, read off its ARN. Reference, section 9.1. */
export type Resource =
  | { readonly kind: "function" }
  | { readonly kind: "activity" }
  | {
      readonly kind: "integration";
      /** `lambda`, `aws-sdk:dynamodb`: the `resourceType` of events. */
      readonly service: string;
      /** `invoke.waitForTaskToken`: the `resource` of events. */
      readonly action: string;
      readonly pattern: "request-response" | "sync" | "waitForTaskToken";
    };

/** Reads a Task's resource; whatever names no service of Step Functions counts as a function. */
export function readResource(arn: string): Resource {
  const match = /^arn:[^:]*:states:[^:]*:[^:]*:(.+)$/.exec(arn);
  const rest = match?.[1];
  if (rest === undefined) return { kind: "function" };
  if (rest.startsWith("activity:")) return { kind: "activity" };
  const colon = splitAt(rest);
  const action = rest.slice(colon + 1);
  const pattern = action.endsWith(".waitForTaskToken")
    ? "waitForTaskToken"
    : /\.sync(?::2)?$/.test(action)
      ? "sync"
      : "request-response";
  return { kind: "integration", service: rest.slice(0, colon), action, pattern };
}

/** The colon before the action: the last one, but for that of `.sync:2`. */
function splitAt(rest: string): number {
  return rest.endsWith(".sync:2") ? rest.lastIndexOf(":", rest.length - 3) : rest.lastIndexOf(":");
}
