import { expressMapAround, mapMode } from "../model/index.ts";
import type { Rule } from "./rule.ts";

export const mapDistributedInExpress: Rule = {
  code: "map-distributed-in-express",
  severity: "error",
  doc: "No distributed Map runs in an EXPRESS execution.",
  check({ model }, report) {
    for (const state of model.states) {
      const around = mapMode(state) === "DISTRIBUTED" ? expressMapAround(state.machine) : undefined;
      if (!around) continue;
      report({
        at: state.nameNode,
        message: `The iterations of "${around.name}" are EXPRESS executions, which can't run a distributed Map: make one of the two inline, or that one STANDARD.`,
        related: [{ span: around.nameNode.span, message: `"${around.name}" stands here.` }],
      });
    }
  },
};
