import { hiddenFrom, variableFlow } from "../flow/index.ts";
import type { Rule } from "./rule.ts";
import { assignedThere, placeOf } from "./variable-finding.ts";
import { shown } from "./wording.ts";

export const variableInnerRead: Rule = {
  code: "variable-inner-read",
  // The service makes such a machine (recorded); it fails when an execution comes to the place.
  severity: "warning",
  doc: "A variable that a branch or an iteration assigns is read only within it.",
  check({ model }, report) {
    const flow = variableFlow(model);
    for (const read of flow.reads.certain) {
      const { name, state, isFunction } = read;
      const inner = flow.inner(state, name);
      if (!inner || isFunction || flow.valueOf(state, name).kind !== "unassigned") continue;
      if ([...hiddenFrom(flow, state.machine)].some(({ assigned }) => assigned.has(name))) continue;
      const owner = inner[0]?.part.state?.machine.owner?.name ?? "";
      const message = `"$${shown(name)}" has a value only within "${shown(owner)}": hand it out through the output, and assign it in "${shown(owner)}".`;
      report({ at: placeOf(read), message, related: assignedThere(inner) });
    }
  },
};
