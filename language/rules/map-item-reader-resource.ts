import { isPlaceholder } from "../model/index.ts";
import { valueAt } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

const READER = /^arn:[\w-]+:states:[^:]*:[^:]*:(?:aws-sdk:)?s3:(?:getObject|listObjectsV2)$/;

export const mapItemReaderResource: Rule = {
  code: "map-item-reader-resource",
  severity: "error",
  doc: "An item reader's `Resource` is that of `s3:getObject` or `s3:listObjectsV2`.",
  perState: true,
  check({ model }, report) {
    for (const { kind, node } of model.parts) {
      const resource = kind === "ItemReader" ? valueAt(node, "Resource") : undefined;
      if (resource?.kind !== "string" || isPlaceholder(resource) || READER.test(resource.value)) continue;
      report({
        at: resource,
        message:
          'Items are read by "arn:aws:states:::s3:getObject" or "arn:aws:states:::s3:listObjectsV2": use one of them.',
      });
    }
  },
};
