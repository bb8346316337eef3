import type { Span } from "../text/index.ts";

/** Why an expression can't be used, and where in its text. */
export interface Problem {
  /** A sentence that names the thing in quotes and says what to do. */
  readonly message: string;
  /** Offsets within the expression's own text. */
  readonly span: Span;
}

/** What became of an expression's text. Parsing never throws. */
export type Parsed<T, P extends Problem = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };
