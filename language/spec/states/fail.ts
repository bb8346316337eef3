import { common } from "../common.ts";
import type { StateSpec } from "../spec.ts";

export const fail = {
  title: "End with an error",
  noun: "Fail state",
  doc: "Ends the machine, branch or iteration with an error.",
  unknown: "unknown-state-field",
  fields: {
    ...common,
    Error: {
      type: "string",
      expression: true,
      doc: "The error's name, which `Retry` and `Catch` of an outer state match.",
    },
    ErrorPath: {
      type: "pathOrIntrinsic",
      only: "JSONPath",
      code: "fail-path-intrinsic",
      format: "fail-path-intrinsic",
      doc: "Where the error's name is: a path, or an intrinsic function that gives a string.",
    },
    Cause: { type: "string", expression: true, doc: "What happened, for people." },
    CausePath: {
      type: "pathOrIntrinsic",
      only: "JSONPath",
      code: "fail-path-intrinsic",
      format: "fail-path-intrinsic",
      doc: "Where the cause is: a path, or an intrinsic function that gives a string.",
    },
  },
  groups: [
    { fields: ["Error", "ErrorPath"], many: "fail-error-and-path" },
    { fields: ["Cause", "CausePath"], many: "fail-error-and-path" },
  ],
} as const satisfies StateSpec;
