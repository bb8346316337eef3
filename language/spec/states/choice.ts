import { assign, common, output, paths } from "../common.ts";
import type { StateSpec } from "../spec.ts";

export const choice = {
  title: "Choose the next state",
  noun: "Choice state",
  doc: "Goes to the state of the first rule that holds, else to `Default`.",
  unknown: "unknown-state-field",
  fields: {
    ...common,
    Choices: {
      type: "list",
      of: "ChoiceRule",
      required: true,
      min: 1,
      missing: "choices-missing",
      code: "choices-missing",
      doc: "The rules, tried in order.",
    },
    Default: {
      type: "stateName",
      doc: "The state that comes next when no rule holds. Without it the execution fails then.",
    },
    ...paths,
    ...output,
    ...assign,
  },
} as const satisfies StateSpec;
