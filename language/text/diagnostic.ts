import type { Json } from "./json.ts";
import type { Span } from "./span.ts";

export type Severity = "error" | "warning" | "information" | "hint";

/** Something that a person should know about a place in a document. */
export interface Diagnostic {
  /** Stable name of the rule, `next-unknown-state`. */
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  /** A sentence that names the thing in quotes and says what to do. */
  readonly message: string;
  /** The JSON Pointer of the object that it is about, where the span is only the beginning of it. */
  readonly path?: string;
  /** Other places that take part in it. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** Whether the place could as well be left out: editors fade it. */
  readonly unnecessary?: true;
  /** Whether what stands there has had its day: editors strike it through. */
  readonly deprecated?: true;
  /** What a quick fix needs to know. */
  readonly data?: Json;
  /** What the service answers to the same fault, where its own words are known. */
  readonly service?: ServiceText;
}

/** The service's words for a fault in a definition, as ValidateStateMachineDefinition gives them. Reference, section 11.2. */
export interface ServiceText {
  /** `SCHEMA_VALIDATION_FAILED` */
  readonly code: string;
  readonly message: string;
  /** `/States/Pay/Resource`; some faults concern the whole text and have none. */
  readonly location?: string;
}
