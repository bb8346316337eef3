import type { State } from "../model/index.ts";
import { handlersOf } from "./handlers.ts";
import type { Rule } from "./rule.ts";
import { taskResources } from "./task-resource.ts";
import { listed } from "./wording.ts";

/** Faults of Lambda itself, which pass. Developer Guide, "Best practices for Step Functions". */
const TRANSIENT = [
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.TooManyRequestsException",
];

/** Names that stand for all of them. */
const COVERING: readonly string[] = ["States.ALL", "States.TaskFailed"];

export const lambdaTransientRetry: Rule = {
  code: "lambda-transient-retry",
  severity: "hint",
  off: true,
  doc: "A call of a Lambda function is retried when Lambda itself fails for a moment.",
  perState: true,
  check({ model }, report) {
    const retried = new Map<State, string[]>();
    for (const { state, field, entries } of handlersOf(model)) {
      if (field !== "Retry") continue;
      retried.set(
        state,
        entries.flatMap(({ names }) => names.map(({ value }) => value)),
      );
    }
    for (const { state, resource } of taskResources(model)) {
      if (!/:states:::lambda:invoke$/.test(resource.value)) continue;
      const names = retried.get(state) ?? [];
      const missing = TRANSIENT.filter((name) => !names.includes(name));
      if (missing.length === 0 || names.some((name) => COVERING.includes(name))) continue;
      report({
        at: resource,
        message: `"${state.name}" fails when Lambda does for a moment: retry ${listed(missing, "and")}.`,
        data: { missing },
      });
    }
  },
};
