import {
  argumentsField,
  assign,
  common,
  errorHandling,
  flow,
  nextOrEnd,
  output,
  parameters,
  paths,
  resultPath,
  resultSelector,
} from "../common.ts";
import type { StateSpec } from "../spec.ts";

export const parallel = {
  title: "Run branches side by side",
  noun: "Parallel state",
  doc: "Runs several machines side by side; the result is the list of their outputs.",
  unknown: "unknown-state-field",
  fields: {
    ...common,
    Branches: {
      type: "list",
      of: "Branch",
      required: true,
      min: 1,
      missing: "branches-missing",
      code: "branches-missing",
      doc: "The machines that run side by side.",
    },
    ...paths,
    ...parameters,
    ...argumentsField,
    ...resultSelector,
    ...resultPath,
    ...output,
    ...assign,
    ...errorHandling,
    ...flow,
  },
  groups: [nextOrEnd],
} as const satisfies StateSpec;
