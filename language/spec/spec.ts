/** The two ways of naming data in a definition; a state has one of them. Reference, section 1.2. */
export type QueryLanguage = "JSONPath" | "JSONata";

/**
 * What kind of value a field takes. A text that holds a placeholder (`${Name}`) or a CloudFormation function may stand
 * for any of them.
 */
export type FieldType =
  /** Any JSON value, taken as it is. */
  | "any"
  | "string"
  | "boolean"
  | "integer"
  | "number"
  /** Any JSON object, taken as it is. */
  | "object"
  /** The name of a state in the same `States`. */
  | "stateName"
  /** A list of error names. */
  | "errorNames"
  /** What a task calls: an ARN. */
  | "resource"
  /** A moment, RFC 3339 with a zone. */
  | "timestamp"
  /** A JSONPath: `$.a[0]`, `$$.Execution.Id`, `$variable`. */
  | "path"
  /** A JSONPath that names one place: `$.a.b[0]`. */
  | "referencePath"
  /** A JSONPath, or a call of an intrinsic function that gives a string. */
  | "pathOrIntrinsic"
  /** Any JSON in which expressions are evaluated: `.$` keys under JSONPath, `{% %}` texts under JSONata. */
  | "template"
  /** Names of variables, each with a template: `Assign`. */
  | "assignments"
  /** An array of values or templates, or one expression for it. */
  | "items"
  /** A list of texts. */
  | "strings"
  /** An object, a list of objects, or an object of named objects, whose fields `of` gives. */
  | "record"
  | "list"
  | "map";

/** One field of an object of the language. Everything that relates two places is a rule instead (`language/rules`). */
export interface FieldSpec {
  readonly type: FieldType;
  /** One or two sentences for hover and completion. */
  readonly doc: string;
  readonly required?: true;
  /** Set where the field exists in one query language only. */
  readonly only?: QueryLanguage;
  /** Whether a JSONata text, `{% … %}`, may stand for the value in a JSONata state. */
  readonly expression?: true;
  /** Whether null is a value: `"ResultPath": null`. */
  readonly nullable?: true;
  /** Bounds of a number, of a text's length, or of a list's length. */
  readonly min?: number;
  readonly max?: number;
  /** The only texts it takes. */
  readonly oneOf?: readonly string[];
  /** The object that a record, a list or a map holds. */
  readonly of?: string;
  /** The rule that reports a wrong value; `field-type` unless given. */
  readonly code?: string;
  /** The rule that reports its absence, where it is required. */
  readonly missing?: string;
  /** The rule that reports it in a state whose type doesn't have it. */
  readonly elsewhere?: string;
}

/** Fields of which an object takes exactly one, at most one, or at least one. */
export interface FieldGroup {
  readonly fields: readonly string[];
  /** The rule that reports that none is there; without it none is needed. */
  readonly none?: string;
  /** The rule that reports that several are there; without it several may be. */
  readonly many?: string;
}

/** An object of the language: a machine, a state of one type, a retrier, … */
export interface ObjectSpec {
  readonly doc: string;
  readonly fields: { readonly [name: string]: FieldSpec };
  readonly groups?: readonly FieldGroup[];
  /** The rule that reports a field which it doesn't have. */
  readonly unknown: string;
}

/** A state type: what its name means in a sentence, and its fields. */
export interface StateSpec extends ObjectSpec {
  /** What a person does with it, for the picker of new states: `Wait for a time`. */
  readonly title: string;
}
