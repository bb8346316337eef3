import type { Finding } from "../language/index.ts";

/** What was found in one file. */
export interface CheckedFile {
  readonly file: string;
  readonly diagnostics: readonly Finding[];
}
