import { assign, common, flow, nextOrEnd, output, parameters, paths, resultPath } from "../common.ts";
import type { StateSpec } from "../spec.ts";

export const pass = {
  title: "Build or change data",
  noun: "Pass state",
  doc: "Does no work: passes its input on, or builds data.",
  unknown: "unknown-state-field",
  fields: {
    ...common,
    ...paths,
    Result: {
      type: "any",
      only: "JSONPath",
      doc: "The state's result, taken literally: nothing in it is evaluated.",
    },
    ...parameters,
    ...resultPath,
    ...output,
    ...assign,
    ...flow,
  },
  groups: [nextOrEnd],
} as const satisfies StateSpec;
