import { hiddenFrom, variableFlow } from "../flow/index.ts";
import type { Rule } from "./rule.ts";
import { assignedThere, placeOf } from "./variable-finding.ts";
import { shown } from "./wording.ts";

export const variableDistributedMap: Rule = {
  code: "variable-distributed-map",
  severity: "error",
  doc: "The iterations of a distributed Map read no variable from outside.",
  check({ model }, report) {
    const flow = variableFlow(model);
    for (const read of flow.reads.certain) {
      const { name, state, isFunction } = read;
      if (isFunction || !state.machine.owner || flow.valueOf(state, name).kind !== "unassigned") continue;
      for (const { assigned } of hiddenFrom(flow, state.machine)) {
        const assignments = assigned.get(name);
        if (!assignments) continue;
        const message = `A distributed Map doesn't see "$${shown(name)}": hand it in through "ItemSelector".`;
        report({ at: placeOf(read), message, related: assignedThere(assignments) });
        break;
      }
    }
  },
};
