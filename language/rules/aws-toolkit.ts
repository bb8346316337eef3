import { type Model, referencesTo } from "../model/index.ts";
import type { Diagnostic } from "../text/index.ts";

/**
 * The codes of what AWS Toolkit reports as well, in its own words: measured with amazon-states-language-service 1.16.1
 * on the examples of every rule. Beside AWS Toolkit these findings are left to it unless the user wants otherwise.
 */
export const toolkitCodes: readonly string[] = [
  "assign-state",
  "branches-missing",
  "catch-next-missing",
  "choice-and-or-empty",
  "choice-condition-missing",
  "choice-condition-type",
  "choice-nested-next",
  "choice-operator-many",
  "choice-operator-missing",
  "choice-operator-unknown",
  "choice-rule-next",
  "choice-timestamp-format",
  "choice-value-type",
  "choices-missing",
  "comment-not-string",
  "default-unknown-state",
  "dollar-field-value",
  "duplicate-key",
  "error-equals-empty",
  "error-equals-missing",
  "error-equals-type",
  "fail-error-and-path",
  "fail-path-intrinsic",
  "field-type",
  "fields-choice",
  "fields-fail",
  "fields-map",
  "fields-parallel",
  "fields-pass",
  "fields-succeed",
  "fields-task",
  "fields-wait",
  "intrinsic-unknown",
  "io-field-state",
  "json-comment",
  "json-syntax",
  "json-trailing-comma",
  "map-items-type",
  "map-mode",
  "map-tolerated-count",
  "map-tolerated-percentage",
  "missing-start-at",
  "missing-states",
  "missing-type",
  "next-and-end",
  "next-out-of-scope",
  "next-unknown-state",
  "no-next-no-end",
  "no-terminal-state",
  "query-language-value",
  "resource-missing",
  "retry-backoff-rate",
  "retry-catch-state",
  "retry-jitter",
  "retry-jsonata-number",
  "retry-max-attempts",
  "retry-max-delay",
  "start-at-unknown-state",
  "states-empty",
  "states-not-object",
  "terminal-state-next",
  "timestamp-format",
  "unknown-catcher-field",
  "unknown-retrier-field",
  "unknown-state-field",
  "unknown-top-level-field",
  "unknown-type",
  "unreachable-state",
  "version-not-1.0",
  "wait-exactly-one",
  "wait-seconds",
  "yaml-syntax",
];

const codes: ReadonlySet<string> = new Set(toolkitCodes);

/** What AWS Toolkit lacks of the findings of a document. */
export function unknownToToolkit(diagnostics: readonly Diagnostic[], model: Model): readonly Diagnostic[] {
  return diagnostics.filter((diagnostic) => !codes.has(diagnostic.code) || isIsland(diagnostic, model));
}

/** It takes a state for reachable that any other one names, though nothing leads to that one either. */
function isIsland({ code, span }: Diagnostic, { states }: Model): boolean {
  if (code !== "unreachable-state") return false;
  const state = states.find(
    ({ nameNode, node }) => nameNode.span.start === span.start || node.span.start === span.start,
  );
  return state !== undefined && referencesTo(state).length > 0;
}
