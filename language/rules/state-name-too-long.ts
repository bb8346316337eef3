import { hasPlaceholder } from "../model/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

const MAX_LENGTH = 80;

export const stateNameTooLong: Rule = {
  code: "state-name-too-long",
  severity: "error",
  doc: "A state's name has at most 80 characters.",
  check({ model }, report) {
    for (const { name, nameNode } of model.states) {
      if (name.length <= MAX_LENGTH || hasPlaceholder(name)) continue;
      const length = [...name].length;
      if (length <= MAX_LENGTH) continue;
      const message = `"${shown(name)}" has ${length} characters: a state's name has at most ${MAX_LENGTH}.`;
      report({ at: nameNode, message });
    }
  },
};
