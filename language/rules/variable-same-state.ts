import { assignedBeside, isOwnUpdate, variableFlow } from "../flow/index.ts";
import { member, valueAt } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";
import { placeOf } from "./variable-finding.ts";
import { shown } from "./wording.ts";

export const variableSameState: Rule = {
  code: "variable-same-state",
  severity: "warning",
  doc: "What `Assign` sets is seen by the next state, not by `Assign` and `Output` beside it.",
  check({ model }, report) {
    const flow = variableFlow(model);
    for (const read of flow.reads.certain) {
      const { name, state, text } = read;
      const isLate = text.spec.type === "assignments" || text.field === "Output";
      if (!isLate || !assignedBeside(read) || isOwnUpdate(read)) continue;
      if (flow.reads.tested.get(state)?.has(name)) continue;
      const assign = valueAt(text.part.node, "Assign");
      const key = (member(assign, name) ?? member(assign, `${name}.$`))?.key;
      const related = key && { related: [{ span: key.span, message: `"${name}" is assigned here.` }] };
      if (flow.valueOf(state, name).kind === "assigned") {
        const message = `"$${shown(name)}" is still the value from before here: what "Assign" sets is seen by the next state.`;
        report({ at: placeOf(read), severity: "information", message, ...related });
      } else {
        const message = `"$${shown(name)}" isn't set yet here: what "Assign" sets is seen by the next state.`;
        report({ at: placeOf(read), message, ...related });
      }
    }
  },
};
