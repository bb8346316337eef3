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
  /** The service's own words for any other text, where they were recorded in another form than the usual one. */
  readonly service?: string;
  /** The object that a record, a list or a map holds. */
  readonly of?: string;
  /** The rule that reports a value of the wrong kind or size; `field-type` unless given. */
  readonly code?: string;
  /** The rule that reports a value of the right kind in a wrong form, such as one outside `oneOf`; else `code` does. */
  readonly format?: string;
  /** The rule that reports an empty list or map; else `code` does. */
  readonly empty?: string;
  /** The rule that reports an expression where only a fixed value may stand; else `code` does. */
  readonly fixed?: string;
  /** The rule that reports its absence, where it is required; without it a group of fields says so. */
  readonly missing?: string;
  /** A field that must stand beside it, and the rule that reports that it doesn't. */
  readonly needs?: { readonly field: string; readonly code: string };
  /** The value that means the same as leaving the field out: `"End": false`. */
  readonly idle?: boolean;
  /** The rule that reports it in a state whose type doesn't have it. */
  readonly elsewhere?: string;
  /** The rule that reports it in the other query language; else the general one does. */
  readonly foreign?: string;
  /** The field that does its work in the other query language. */
  readonly instead?: string;
}

/** Fields of which an object takes exactly one, at most one, or at least one. */
export interface FieldGroup {
  readonly fields: readonly string[];
  /** Set where the group counts in one query language only. */
  readonly only?: QueryLanguage;
  /** Set where its fields belong to different query languages and yet exclude one another. */
  readonly across?: true;
  /** What one of the fields is, for messages, where there are too many to list: `comparison`. */
  readonly noun?: string;
  /** The rule that reports that none is there; without it none is needed. */
  readonly none?: string;
  /** The service's own words for that, where they were recorded. */
  readonly service?: string;
  /** The rule that reports that several are there; without it several may be. */
  readonly many?: string;
}

/** An object of the language: a machine, a state of one type, a retrier, … */
export interface ObjectSpec {
  /** What messages call it, without an article: `retrier`, `Task state`. */
  readonly noun: string;
  readonly doc: string;
  readonly fields: { readonly [name: string]: FieldSpec };
  readonly groups?: readonly FieldGroup[];
  /** The rule that reports a field which it doesn't have. */
  readonly unknown: string;
  /** Fields of its relatives that it doesn't have, each with the rule that reports it here. */
  readonly refused?: { readonly [field: string]: string };
}

/** A state type: what its name means in a sentence, and its fields. */
export interface StateSpec extends ObjectSpec {
  /** What a person does with it, for the picker of new states: `Wait for a time`. */
  readonly title: string;
}
