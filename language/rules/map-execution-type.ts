import { stringValue, valueAt } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

export const mapExecutionType: Rule = {
  code: "map-execution-type",
  severity: "error",
  doc: "A distributed Map says with `ExecutionType` whether it starts `STANDARD` or `EXPRESS` executions.",
  perState: true,
  check({ model }, report) {
    for (const { kind, node } of model.parts) {
      if (kind !== "ProcessorConfig" || valueAt(node, "ExecutionType")) continue;
      const mode = valueAt(node, "Mode");
      if (!mode || stringValue(mode) !== "DISTRIBUTED") continue;
      report({ at: mode, message: 'A distributed Map needs "ExecutionType": add "STANDARD" or "EXPRESS".' });
    }
  },
};
