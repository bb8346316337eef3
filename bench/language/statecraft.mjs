import { catalogue } from "../../data/index.ts";
import { analyze, completionsAt, notations } from "../../language/index.ts";

/** Larger than Step Functions takes, which we warn of, is what both sides are to read here. */
const rules = { "definition-size": "off" };

/** Our side: a version of a document is analyzed, as the server does after each change. */
export function prepare({ notation }) {
  const analysisOf = (text, version) =>
    analyze({ uri: "file:///a", version, notation: notations[notation], text, rules, catalogue });
  return {
    open: (text) => analysisOf(text, 1),
    validate: (analysis) => analysis.diagnostics.length,
    change: (_, text) => analysisOf(text, 2),
    complete: (analysis, offset) => completionsAt(analysis, offset).length,
  };
}
