import type { Json, Span } from "../../text/index.ts";
import type { Problem } from "../problem.ts";

/** A path of the JSONPath query language: `$.a[0]`, `$$.Execution.Id`, `$name.b`. All spans are offsets in `text`. */
export interface JsonPath {
  readonly text: string;
  readonly span: Span;
  readonly root: PathRoot;
  readonly steps: readonly PathStep[];
  /** Whether it names at most one place, so that it gives that value and not an array of values. */
  readonly definite: boolean;
  /** Whether it may say where a value goes, with names and indexes only: `$.a.b[0]`. Reference, section 3. */
  readonly isReference: boolean;
  /** Its steps where all are single names and indexes: `$.a['b'][0]` has `["a", "b", 0]`. */
  readonly keys: readonly (string | number)[] | undefined;
  /** What the service tolerates although it is no proper path. */
  readonly remarks: readonly Problem[];
}

/** Where a path begins. `item` (`@`) and `document` (`$`) occur only in paths within a filter. */
export type PathRoot =
  | { readonly kind: "input" | "context" | "item" | "document"; readonly span: Span }
  | { readonly kind: "variable"; readonly name: string; readonly span: Span };

export type PathStep =
  | PropertyStep
  | IndexStep
  | SliceStep
  | FilterStep
  | FunctionStep
  /** `*`, `[*]`: every member or element. */
  | { readonly kind: "wildcard"; readonly span: Span }
  /** `..`: the value itself and everything in it; the next step says what of it. */
  | { readonly kind: "scan"; readonly span: Span };

/** `.a`, `['a']`, `['a', 'b']`. */
export interface PropertyStep {
  readonly kind: "property";
  readonly names: readonly PathName[];
  /** The quote of its names; those after a dot have none. */
  readonly quote?: "'" | '"';
  readonly span: Span;
}

/** A name with its place, without quotes: what rename and hover need. */
export interface PathName {
  readonly name: string;
  readonly span: Span;
}

/** `[0]`, `[-1]`, `[0, 2]`; negative indexes count from the end. */
export interface IndexStep {
  readonly kind: "index";
  readonly indexes: readonly number[];
  readonly span: Span;
}

/** `[1:3]`, `[-2:]`; a third number, the step, is read over. */
export interface SliceStep {
  readonly kind: "slice";
  readonly from?: number;
  readonly to?: number;
  readonly span: Span;
}

/** `[?(@.price > 10)]`. */
export interface FilterStep {
  readonly kind: "filter";
  readonly condition: Condition;
  readonly span: Span;
}

/** `.length()`: Jayway's functions, which the service doesn't have. */
export interface FunctionStep {
  readonly kind: "function";
  readonly name: string;
  readonly arguments: readonly (JsonPath | { readonly literal: Json })[];
  readonly span: Span;
}

export type Condition =
  | { readonly kind: "or" | "and"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "exists"; readonly path: JsonPath; readonly expected: boolean }
  | {
      readonly kind: "comparison";
      readonly operator: FilterOperator;
      readonly left: Operand;
      readonly right: Operand;
      readonly span: Span;
    };

export type Operand =
  | { readonly kind: "path"; readonly path: JsonPath }
  | { readonly kind: "literal"; readonly value: Json; readonly span: Span }
  /** Undefined where it can't be read as a regular expression. */
  | { readonly kind: "pattern"; readonly pattern: RegExp | undefined; readonly span: Span };

/** What filters compare with; words are written in either case. */
export const filterOperators = [
  "==",
  "===",
  "!=",
  "!==",
  "<",
  "<=",
  ">",
  ">=",
  "=~",
  "IN",
  "NIN",
  "SUBSETOF",
  "ANYOF",
  "NONEOF",
  "ALL",
  "CONTAINS",
  "SIZE",
  "EMPTY",
] as const;

export type FilterOperator = (typeof filterOperators)[number];

/** A path as the service quotes it in its messages: `$.a[0]` is `$['a'][0]`. */
export function canonicalText(steps: readonly PathStep[]): string {
  return `$${steps.map(canonicalStep).join("")}`;
}

export function canonicalStep(step: PathStep): string {
  switch (step.kind) {
    case "property": {
      const quote = step.quote ?? "'";
      return `[${step.names.map(({ name }) => `${quote}${name}${quote}`).join(",")}]`;
    }
    case "index":
      return `[${step.indexes.join(",")}]`;
    case "slice":
      return `[${step.from ?? ""}:${step.to ?? ""}]`;
    case "filter":
      return "[?]";
    case "function":
      return `.${step.name}()`;
    case "wildcard":
      return "[*]";
    case "scan":
      return "..";
  }
}
