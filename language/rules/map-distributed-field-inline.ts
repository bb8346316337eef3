import { mapMode } from "../model/index.ts";
import type { Rule } from "./rule.ts";

const DISTRIBUTED_FIELDS: readonly string[] = [
  "ItemReader",
  "ItemBatcher",
  "ResultWriter",
  "Label",
  "ToleratedFailureCount",
  "ToleratedFailureCountPath",
  "ToleratedFailurePercentage",
  "ToleratedFailurePercentagePath",
];

export const mapDistributedFieldInline: Rule = {
  code: "map-distributed-field-inline",
  severity: "warning",
  doc: "What only a distributed Map does stands in distributed Maps only.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      if (mapMode(state) !== "INLINE") continue;
      for (const { key } of state.node.members) {
        if (!DISTRIBUTED_FIELDS.includes(key.value)) continue;
        const message = `"${key.value}" works in a distributed Map only: set "Mode" of its "ProcessorConfig" to "DISTRIBUTED", or delete it.`;
        report({ at: key, message });
      }
    }
  },
};
