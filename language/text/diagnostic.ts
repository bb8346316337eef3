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
  /** Other places that take part in it. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** What a quick fix needs to know. */
  readonly data?: Json;
}
