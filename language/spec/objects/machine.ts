import type { ObjectSpec } from "../spec.ts";

const comment = { type: "string", code: "comment-not-string", doc: "A note for people; it has no effect." } as const;

const states = {
  StartAt: {
    type: "stateName",
    required: true,
    missing: "missing-start-at",
    doc: "The state that comes first, of the same `States`.",
  },
  States: {
    type: "map",
    of: "State",
    required: true,
    min: 1,
    missing: "missing-states",
    code: "states-not-object",
    empty: "states-empty",
    doc: "The states by their names.",
  },
} as const;

/** The service takes the query language of the whole machine and of single states only. Reference, section 1.1. */
const refused = { QueryLanguage: "query-language-in-branch" } as const;

/** The whole definition. Reference, section 1.1. */
export const machine = {
  noun: "state machine",
  doc: "A state machine.",
  unknown: "unknown-top-level-field",
  fields: {
    Comment: comment,
    QueryLanguage: {
      type: "string",
      oneOf: ["JSONPath", "JSONata"],
      code: "query-language-value",
      doc: "How the states name data: JSONPath unless given.",
    },
    ...states,
    TimeoutSeconds: {
      type: "integer",
      min: 1,
      max: 99_999_999,
      code: "machine-timeout-range",
      doc: "After how many seconds the execution ends as timed out.",
    },
    Version: {
      type: "string",
      oneOf: ["1.0"],
      format: "version-not-1.0",
      doc: "The version of the language: only `1.0` exists.",
    },
  },
} as const satisfies ObjectSpec;

export const branch = {
  noun: "branch",
  doc: "A branch of a Parallel state: a machine of its own.",
  unknown: "unknown-top-level-field",
  refused,
  fields: { Comment: comment, ...states },
} as const satisfies ObjectSpec;

export const itemProcessor = {
  noun: "item processor",
  refused,
  doc: "What a Map state runs for each item: a machine of its own.",
  unknown: "unknown-top-level-field",
  fields: {
    Comment: comment,
    ProcessorConfig: {
      type: "record",
      of: "ProcessorConfig",
      doc: "Whether the iterations run inline or distributed.",
    },
    ...states,
  },
} as const satisfies ObjectSpec;

export const processorConfig = {
  noun: "processor configuration",
  doc: "How a Map state runs its iterations.",
  unknown: "unknown-field",
  fields: {
    Mode: {
      type: "string",
      oneOf: ["INLINE", "DISTRIBUTED"],
      code: "map-mode",
      doc: "`INLINE` runs the iterations within the execution, `DISTRIBUTED` as executions of their own.",
    },
    ExecutionType: {
      type: "string",
      oneOf: ["STANDARD", "EXPRESS"],
      code: "map-execution-type",
      doc: "What kind of executions a distributed Map starts.",
    },
  },
} as const satisfies ObjectSpec;
