import type { Call, IntegrationPattern } from "../catalogue/index.ts";
import { resourceName } from "../catalogue/index.ts";
import { stringValue } from "../syntax/index.ts";
import { type KnownTask, knownTasks } from "./call-arguments.ts";
import type { Finding, Subject } from "./rule.ts";
import { resourceFault } from "./service-text.ts";

/** The Tasks whose resource ends with a pattern that their action lacks for certain. */
export function tasksLacking(subject: Subject, pattern: IntegrationPattern): readonly KnownTask[] {
  return knownTasks(subject).filter(({ resource, call }) => {
    const suffix = resourceName(stringValue(resource) ?? "")?.suffix;
    return suffix === `.${pattern}` && !has(call, pattern);
  });
}

const has = ({ patterns, unsurePatterns }: Call, pattern: IntegrationPattern): boolean =>
  patterns.includes(pattern) || unsurePatterns.includes(pattern);

/** What is said of such a Task: the other patterns that its action has. */
export function lackFinding({ state, resource, call }: KnownTask, what: string): Finding {
  const others = call.patterns.map((pattern) => (pattern === "request-response" ? "no suffix" : `".${pattern}"`));
  const text = stringValue(resource) ?? "";
  return {
    at: resource,
    message: `"${call.service}:${call.action}" ${what}: use it with ${others.join(" or ")}.`,
    data: { suggestion: text.replace(/\.[^.:]+$/, "") },
    service: resourceFault(text, state.path),
  };
}
