import type { Position, Severity } from "../language/index.ts";

/** What was found in one file. */
export interface CheckedFile {
  readonly file: string;
  readonly diagnostics: readonly CheckedDiagnostic[];
}

export interface CheckedDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Lines and characters from 0, in UTF-16 units. */
  readonly range: { readonly start: Position; readonly end: Position };
  /** The JSON Pointer of the value. */
  readonly path: string;
}
