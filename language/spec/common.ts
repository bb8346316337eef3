import type { FieldGroup, FieldSpec } from "./spec.ts";

type Fields = { readonly [name: string]: FieldSpec };

/** Fields of every state. */
export const common = {
  Type: {
    type: "string",
    oneOf: ["Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"],
    service:
      "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
    required: true,
    missing: "missing-type",
    code: "unknown-type",
    doc: "What the state does.",
  },
  Comment: { type: "string", code: "comment-not-string", doc: "A note for people; it has no effect." },
  QueryLanguage: {
    type: "string",
    oneOf: ["JSONPath", "JSONata"],
    code: "query-language-value",
    doc: "How this state's fields name data. Without it the machine's query language holds.",
  },
} as const satisfies Fields;

/** Where a state goes on. */
export const flow = {
  Next: {
    type: "stateName",
    elsewhere: "terminal-state-next",
    doc: "The state that comes next, of the same `States`.",
  },
  End: {
    type: "boolean",
    idle: false,
    elsewhere: "terminal-state-next",
    doc: "`true` ends the machine, branch or iteration after this state.",
  },
} as const satisfies Fields;

export const nextOrEnd: FieldGroup = { fields: ["Next", "End"], none: "no-next-no-end", many: "next-and-end" };

/** What a JSONPath state takes from its input and gives as output. Reference, section 2.1. */
export const paths = {
  InputPath: {
    type: "path",
    only: "JSONPath",
    nullable: true,
    doc: "The part of the state's input that the state works on. `null` gives an empty object.",
  },
  OutputPath: {
    type: "path",
    only: "JSONPath",
    nullable: true,
    instead: "Output",
    doc: "The part that becomes the state's output. `null` gives an empty object.",
  },
} as const satisfies Fields;

export const parameters = {
  Parameters: {
    type: "template",
    only: "JSONPath",
    instead: "Arguments",
    elsewhere: "io-field-state",
    doc: "Builds what the state works on. In keys that end in `.$` the value is a path or an intrinsic function.",
  },
} as const satisfies Fields;

export const resultPath = {
  ResultPath: {
    type: "referencePath",
    only: "JSONPath",
    instead: "Output",
    nullable: true,
    elsewhere: "io-field-state",
    doc: "Where the result goes in the state's raw input. `null` drops the result.",
  },
} as const satisfies Fields;

export const resultSelector = {
  ResultSelector: {
    type: "template",
    only: "JSONPath",
    instead: "Output",
    elsewhere: "io-field-state",
    doc: "Builds a new result out of the result, before `ResultPath` places it.",
  },
} as const satisfies Fields;

/** What a JSONata state gives as output. Reference, section 2.4. */
export const output = {
  Output: {
    type: "template",
    only: "JSONata",
    doc: "The state's output. Without it the result is the output, or the input where the state has no result.",
  },
} as const satisfies Fields;

export const argumentsField = {
  Arguments: {
    type: "template",
    only: "JSONata",
    instead: "Parameters",
    doc: "What the task or the branches get. Without it they get the state's input.",
  },
} as const satisfies Fields;

export const assign = {
  Assign: {
    type: "assignments",
    elsewhere: "assign-state",
    code: "assign-type",
    doc: "Sets variables when the state completes. All values see the variables as they were before.",
  },
} as const satisfies Fields;

/** What happens when the state fails. Reference, sections 8.3 and 8.4. */
export const errorHandling = {
  Retry: {
    type: "list",
    of: "Retrier",
    elsewhere: "retry-catch-state",
    doc: "Which errors are tried again, how often and after how long.",
  },
  Catch: {
    type: "list",
    of: "Catcher",
    elsewhere: "retry-catch-state",
    doc: "Where the machine goes on after an error that `Retry` doesn't take, or took too often.",
  },
} as const satisfies Fields;
