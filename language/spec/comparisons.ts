import type { FieldSpec } from "./spec.ts";

/** What a comparison compares: its `Variable` must have this type, else the comparison doesn't hold. */
export type Operand = "string" | "number" | "boolean" | "timestamp" | "pattern" | "test";

/** One comparison operator of Choice rules. Reference, section 6. */
export interface Comparison {
  readonly name: string;
  readonly operand: Operand;
  readonly relation: "equals" | "lessThan" | "greaterThan" | "lessThanEquals" | "greaterThanEquals" | "matches" | "is";
  /** Whether its value is the place of the operand: `NumericEqualsPath`. */
  readonly path: boolean;
}

const RELATIONS = [
  ["Equals", "equals", "equals"],
  ["LessThan", "lessThan", "is less than"],
  ["GreaterThan", "greaterThan", "is greater than"],
  ["LessThanEquals", "lessThanEquals", "is at most"],
  ["GreaterThanEquals", "greaterThanEquals", "is at least"],
] as const;

const ORDERED = [
  ["String", "string", "text"],
  ["Numeric", "number", "number"],
  ["Timestamp", "timestamp", "moment"],
] as const;

const TESTS = [
  ["IsNull", "is null"],
  ["IsPresent", "exists; null counts as existing"],
  ["IsNumeric", "is a number"],
  ["IsString", "is a text"],
  ["IsBoolean", "is true or false"],
  ["IsTimestamp", "is a text that holds a moment"],
] as const;

interface Entry {
  readonly comparison: Comparison;
  readonly doc: string;
}

const ordered = ORDERED.flatMap(([prefix, operand, noun]) =>
  RELATIONS.flatMap(([suffix, relation, words]): Entry[] => [
    {
      comparison: { name: `${prefix}${suffix}`, operand, relation, path: false },
      doc: `Holds when the ${noun} ${words} this one.`,
    },
    {
      comparison: { name: `${prefix}${suffix}Path`, operand, relation, path: true },
      doc: `Holds when the ${noun} ${words} the one at this path.`,
    },
  ]),
);

const booleans: readonly Entry[] = [false, true].map((path) => ({
  comparison: { name: path ? "BooleanEqualsPath" : "BooleanEquals", operand: "boolean", relation: "equals", path },
  doc: path ? "Holds when the value equals the one at this path." : "Holds when the value is this one.",
}));

const patterns: readonly Entry[] = [
  {
    comparison: { name: "StringMatches", operand: "pattern", relation: "matches", path: false },
    doc: "Holds when the whole text matches; `*` stands for any characters, `\\\\*` for a star.",
  },
];

const tests = TESTS.map(
  ([name, words]): Entry => ({
    comparison: { name, operand: "test", relation: "is", path: false },
    doc: `\`true\`: holds when the value ${words}; \`false\`: when it does not.`,
  }),
);

const entries = [...ordered, ...booleans, ...patterns, ...tests];

/** The 39 comparison operators by their names. */
export const comparisons: ReadonlyMap<string, Comparison> = new Map(
  entries.map(({ comparison }) => [comparison.name, comparison]),
);

const LITERALS = {
  string: "string",
  number: "number",
  boolean: "boolean",
  timestamp: "timestamp",
  pattern: "string",
  test: "boolean",
} as const;

/** The comparison operators as fields of a rule. */
export const comparisonFields: { readonly [name: string]: FieldSpec } = Object.fromEntries(
  entries.map(({ comparison, doc }): [string, FieldSpec] => [
    comparison.name,
    {
      type: comparison.path ? "path" : LITERALS[comparison.operand],
      only: "JSONPath",
      foreign: "choice-jsonpath-operators-in-jsonata",
      instead: "Condition",
      needs: { field: "Variable", code: "choice-variable-missing" },
      code: "choice-value-type",
      ...(comparison.operand === "timestamp" && !comparison.path && { format: "choice-timestamp-format" }),
      doc,
    },
  ]),
);
