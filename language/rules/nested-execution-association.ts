import { isPlaceholder, type State } from "../model/index.ts";
import { valueAt } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";
import { taskResources } from "./task-resource.ts";

const ID = "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID";

export const nestedExecutionAssociation: Rule = {
  code: "nested-execution-association",
  severity: "hint",
  doc: `An execution that starts another one tells it its id, as \`${ID}\`: the console shows the two together then.`,
  perState: true,
  check({ model }, report) {
    for (const { state, resource } of taskResources(model)) {
      if (!/:states:startExecution(?:\.|$)/.test(resource.value) || tellsId(state)) continue;
      const [key, value] =
        state.queryLanguage === "JSONata" ? [ID, "{% $states.context.Execution.Id %}"] : [`${ID}.$`, "$$.Execution.Id"];
      report({
        at: resource,
        message: `The execution that "${state.name}" starts isn't linked to this one: add "${key}": "${value}" to its input.`,
        data: { key, value },
      });
    }
  },
};

/** Whether the input names it, or is computed so that it may. */
function tellsId({ field, queryLanguage }: State): boolean {
  const given = field(queryLanguage === "JSONata" ? "Arguments" : "Parameters");
  // Without any arguments another rule says what is missing.
  if (given?.kind !== "object") return true;
  if (isPlaceholder(given) || valueAt(given, "Input.$")) return true;
  const input = valueAt(given, "Input");
  if (input?.kind !== "object") return input !== undefined;
  return isPlaceholder(input) || valueAt(input, ID) !== undefined || valueAt(input, `${ID}.$`) !== undefined;
}
