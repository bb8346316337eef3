import type { ObjectSpec } from "../spec.ts";

const comment = { type: "string", code: "comment-not-string", doc: "A note for people; it has no effect." } as const;

const errorEquals = {
  type: "errorNames",
  required: true,
  min: 1,
  missing: "error-equals-missing",
  code: "error-equals-type",
  empty: "error-equals-empty",
  doc: "The names of the errors that this handles. `States.ALL`, alone and last, handles the rest.",
} as const;

/** Reference, section 8.3. */
export const retrier = {
  noun: "retrier",
  doc: "Errors that are tried again.",
  unknown: "unknown-retrier-field",
  fields: {
    ErrorEquals: errorEquals,
    IntervalSeconds: {
      type: "integer",
      min: 1,
      max: 99_999_999,
      code: "retry-interval",
      fixed: "retry-jsonata-number",
      doc: "Seconds before the first retry: 1 unless given.",
    },
    MaxAttempts: {
      type: "integer",
      min: 0,
      max: 99_999_999,
      code: "retry-max-attempts",
      fixed: "retry-jsonata-number",
      doc: "How often it is tried again: 3 times unless given; 0 never.",
    },
    BackoffRate: {
      type: "number",
      min: 1,
      code: "retry-backoff-rate",
      fixed: "retry-jsonata-number",
      doc: "The factor by which the time between two retries grows: 2 unless given.",
    },
    MaxDelaySeconds: {
      type: "integer",
      min: 1,
      max: 31_622_400,
      code: "retry-max-delay",
      fixed: "retry-jsonata-number",
      doc: "The longest time between two retries.",
    },
    JitterStrategy: {
      type: "string",
      oneOf: ["NONE", "FULL"],
      code: "retry-jitter",
      doc: "`FULL` waits a random part of the computed time.",
    },
    Comment: comment,
  },
} as const satisfies ObjectSpec;

/** Reference, section 8.4. */
export const catcher = {
  noun: "catcher",
  doc: "Errors after which the machine goes on elsewhere.",
  unknown: "unknown-catcher-field",
  fields: {
    ErrorEquals: errorEquals,
    Next: {
      type: "stateName",
      required: true,
      missing: "catch-next-missing",
      doc: "The state that comes next after such an error.",
    },
    ResultPath: {
      type: "referencePath",
      only: "JSONPath",
      nullable: true,
      doc: "Where the error goes in the state's raw input. Without it the error replaces the input.",
    },
    Output: { type: "template", only: "JSONata", doc: "What the next state gets: the error unless given." },
    Assign: {
      type: "assignments",
      code: "assign-type",
      doc: "Sets variables when this catcher takes the error.",
    },
    Comment: comment,
  },
} as const satisfies ObjectSpec;

export const credentials = {
  noun: '"Credentials" object',
  doc: "The role that a task's call is made with.",
  unknown: "unknown-field",
  fields: {
    RoleArn: { type: "string", expression: true, doc: "The role's ARN." },
    "RoleArn.$": { type: "pathOrIntrinsic", only: "JSONPath", doc: "Where the role's ARN is." },
  },
  groups: [
    {
      fields: ["RoleArn", "RoleArn.$"],
      none: "credentials-shape",
      service: "The field 'RoleArn' is required but was missing",
      many: "credentials-shape",
    },
  ],
} as const satisfies ObjectSpec;
