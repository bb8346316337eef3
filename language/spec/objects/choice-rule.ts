import { comparisonFields } from "../comparisons.ts";
import type { FieldSpec, ObjectSpec } from "../spec.ts";

/** What belongs to JSONPath only, in a rule of a JSONata state. */
const foreign = "choice-jsonpath-operators-in-jsonata";

const inner = { of: "NestedRule", only: "JSONPath", foreign, code: "choice-and-or-empty" } as const;

const condition = {
  Variable: {
    type: "path",
    only: "JSONPath",
    foreign,
    instead: "Condition",
    code: "choice-variable-path",
    format: "choice-variable-path",
    doc: "Where the value is that is compared.",
  },
  And: { type: "list", min: 1, ...inner, doc: "Holds when all these conditions hold." },
  Or: { type: "list", min: 1, ...inner, doc: "Holds when one of these conditions holds." },
  Not: { type: "record", ...inner, doc: "Holds when this condition doesn't." },
  ...comparisonFields,
} as const satisfies { readonly [name: string]: FieldSpec };

const comment = {
  Comment: { type: "string", code: "comment-not-string", doc: "A note for people; it has no effect." },
} as const;

const operators = ["And", "Or", "Not", ...Object.keys(comparisonFields)];

const oneOperator = {
  fields: operators,
  only: "JSONPath",
  noun: "comparison",
  none: "choice-operator-missing",
  many: "choice-operator-many",
} as const;

/** A rule of a Choice state. Reference, section 6. */
export const choiceRule = {
  noun: "Choice rule",
  doc: "A condition, and the state that comes next when it holds.",
  unknown: "choice-operator-unknown",
  fields: {
    Condition: {
      type: "boolean",
      required: true,
      only: "JSONata",
      instead: "Variable",
      expression: true,
      code: "choice-condition-type",
      doc: "The condition: a JSONata expression that gives true or false.",
    },
    ...condition,
    Next: {
      type: "stateName",
      required: true,
      missing: "choice-rule-next",
      doc: "The state that comes next when the condition holds.",
    },
    Output: { type: "template", only: "JSONata", doc: "What the next state gets when this rule holds." },
    Assign: { type: "assignments", code: "assign-type", doc: "Sets variables when this rule holds." },
    ...comment,
  },
  groups: [
    oneOperator,
    { fields: ["Condition", "Variable", ...operators], only: "JSONata", none: "choice-condition-missing" },
  ],
} as const satisfies ObjectSpec;

/** A condition within `And`, `Or` or `Not`: it leads nowhere by itself. */
export const nestedRule = {
  noun: "nested rule",
  doc: "A condition within a rule.",
  unknown: "choice-operator-unknown",
  refused: { Next: "choice-nested-next", Assign: "choice-nested-next", Output: "choice-nested-next" },
  fields: { ...condition, ...comment },
  groups: [oneOperator],
} as const satisfies ObjectSpec;
