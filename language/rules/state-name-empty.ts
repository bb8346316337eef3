import type { Rule } from "./rule.ts";

export const stateNameEmpty: Rule = {
  code: "state-name-empty",
  severity: "error",
  doc: "A state's name isn't empty.",
  check({ model }, report) {
    for (const { name, nameNode } of model.states) {
      const isWritten = nameNode.span.end > nameNode.span.start;
      if (name === "" && isWritten) report({ at: nameNode, message: "This state has an empty name: give it one." });
    }
  },
};
