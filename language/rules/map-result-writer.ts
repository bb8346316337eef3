import { member, valueAt } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

export const mapResultWriter: Rule = {
  code: "map-result-writer",
  severity: "error",
  doc: "A result writer has `WriterConfig`, or `Resource` with the bucket in `Parameters` or `Arguments`.",
  perState: true,
  check({ model }, report) {
    for (const { kind, node, queryLanguage } of model.parts) {
      const resource = kind === "ResultWriter" ? member(node, "Resource") : undefined;
      if (!resource || valueAt(node, "Parameters") || valueAt(node, "Arguments")) continue;
      const field = queryLanguage === "JSONata" ? "Arguments" : "Parameters";
      report({ at: resource.key, message: `"Resource" needs "${field}" with the bucket beside it: add it.` });
    }
  },
};
