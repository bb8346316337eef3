import { comparisonFields } from "../comparisons.ts";
import type { ObjectSpec } from "../spec.ts";

/** A rule of a Choice state, and any rule nested in it. Reference, section 6. */
export const choiceRule = {
  doc: "A condition, and the state that comes next when it holds.",
  unknown: "choice-operator-unknown",
  fields: {
    Condition: {
      type: "boolean",
      only: "JSONata",
      expression: true,
      code: "choice-condition-type",
      doc: "The condition: a JSONata expression that gives true or false.",
    },
    Variable: {
      type: "path",
      only: "JSONPath",
      code: "choice-variable-path",
      doc: "Where the value is that is compared.",
    },
    And: {
      type: "list",
      of: "ChoiceRule",
      only: "JSONPath",
      min: 1,
      code: "choice-and-or-empty",
      doc: "Holds when all these conditions hold.",
    },
    Or: {
      type: "list",
      of: "ChoiceRule",
      only: "JSONPath",
      min: 1,
      code: "choice-and-or-empty",
      doc: "Holds when one of these conditions holds.",
    },
    Not: {
      type: "record",
      of: "ChoiceRule",
      only: "JSONPath",
      code: "choice-and-or-empty",
      doc: "Holds when this condition doesn't.",
    },
    ...comparisonFields,
    Next: { type: "stateName", doc: "The state that comes next when the condition holds." },
    Output: { type: "template", only: "JSONata", doc: "What the next state gets when this rule holds." },
    Assign: { type: "assignments", code: "assign-type", doc: "Sets variables when this rule holds." },
    Comment: { type: "string", code: "comment-not-string", doc: "A note for people; it has no effect." },
  },
} as const satisfies ObjectSpec;
