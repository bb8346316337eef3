import { isPlaceholder, type State } from "../model/index.ts";
import { stringValue } from "../syntax/index.ts";
import { contextReads, placeOfNames } from "./context-reads.ts";
import type { Rule } from "./rule.ts";

export const contextTaskTokenOutsideCallback: Rule = {
  code: "context-task-token-outside-callback",
  severity: "warning",
  doc: "`Task.Token` of the context object is read in tasks that wait for a callback only.",
  check({ model }, report) {
    for (const read of contextReads(model)) {
      const [task, token] = read.names;
      const { state } = read.text.part;
      if (task?.name !== "Task" || token?.name !== "Token" || !state || mayHaveToken(state)) continue;
      const resource = state.type === "Task" ? stringValue(state.field("Resource")) : undefined;
      const advice =
        resource === undefined
          ? 'read it in a Task whose "Resource" ends with ".waitForTaskToken".'
          : 'end its "Resource" with ".waitForTaskToken", or leave the token out.';
      report({
        at: placeOfNames(read, task, token),
        message: `"${state.name}" doesn't wait for a callback, and has no token: ${advice}`,
      });
    }
  },
};

/** What a template fills in may end with anything; an activity's worker is handed a token in its own way. */
function mayHaveToken({ type, field }: State): boolean {
  if (!type) return true;
  if (type !== "Task") return false;
  const resource = field("Resource");
  if (resource?.kind !== "string") return true;
  return isPlaceholder(resource) ? !/:states:::[^$]*$/.test(resource.value) : mayWait(resource.value);
}

const mayWait = (resource: string): boolean =>
  resource.endsWith(".waitForTaskToken") || resource.includes(":activity:") || !resource.startsWith("arn:");
