import { assign, common, flow, nextOrEnd, output, paths } from "../common.ts";
import type { StateSpec } from "../spec.ts";

export const wait = {
  title: "Wait",
  noun: "Wait state",
  doc: "Delays the execution for a time, or until a moment.",
  unknown: "unknown-state-field",
  fields: {
    ...common,
    Seconds: {
      type: "integer",
      min: 0,
      max: 99_999_999,
      expression: true,
      code: "wait-seconds",
      doc: "How many seconds to wait.",
    },
    SecondsPath: { type: "referencePath", only: "JSONPath", doc: "Where in the input the seconds are." },
    Timestamp: {
      type: "timestamp",
      expression: true,
      code: "timestamp-format",
      doc: "The moment to wait for, such as `2026-03-01T12:00:00Z`.",
    },
    TimestampPath: { type: "referencePath", only: "JSONPath", doc: "Where in the input the moment is." },
    ...paths,
    ...output,
    ...assign,
    ...flow,
  },
  groups: [
    nextOrEnd,
    {
      fields: ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"],
      none: "wait-exactly-one",
      many: "wait-exactly-one",
    },
  ],
} as const satisfies StateSpec;
