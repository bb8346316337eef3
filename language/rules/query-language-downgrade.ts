import { stringValue } from "../syntax/index.ts";
import { declaredLanguage } from "./declared-language.ts";
import type { Rule } from "./rule.ts";
import { schemaFault } from "./service-text.ts";

const refusal = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";

export const queryLanguageDowngrade: Rule = {
  code: "query-language-downgrade",
  severity: "error",
  doc: "Where the machine uses JSONata, no state goes back to JSONPath.",
  check({ model }, report) {
    for (const state of model.states) {
      const declared = state.field("QueryLanguage");
      if (!declared || state.machine.queryLanguage !== "JSONata" || stringValue(declared) !== "JSONPath") continue;
      report({
        at: declared,
        // The service's refusal was recorded for states of the outermost machine; a peer takes inner ones for valid.
        ...(state.machine.owner ? { severity: "warning" } : { service: schemaFault(refusal, state.path) }),
        message: `The state machine uses JSONata, and "${state.name}" can't go back to JSONPath: delete this field.`,
        ...declaredLanguage(state.machine),
      });
    }
  },
};
