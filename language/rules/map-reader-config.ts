import { stringValue, valueAt } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

export const mapReaderConfig: Rule = {
  code: "map-reader-config",
  severity: "error",
  doc: "`ReaderConfig` says in the words of the language what the file looks like, with `CSVHeaders` where they are `GIVEN`.",
  perState: true,
  check({ model }, report) {
    for (const { kind, node } of model.parts) {
      if (kind !== "ReaderConfig" || valueAt(node, "CSVHeaders")) continue;
      const location = valueAt(node, "CSVHeaderLocation");
      if (!location || stringValue(location) !== "GIVEN") continue;
      report({ at: location, message: 'With "GIVEN" the names of the columns stand in "CSVHeaders": add it.' });
    }
  },
};
