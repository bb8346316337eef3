import type { Model } from "../model/index.ts";
import type { SyntaxNode } from "../syntax/index.ts";
import type { Diagnostic, Json, Severity, Span, TextEdit } from "../text/index.ts";

/** What a rule says about a place. */
export interface Finding {
  readonly at: SyntaxNode | Span;
  readonly message: string;
  readonly related?: Diagnostic["related"];
  /** What the rule's fixes need to know. */
  readonly data?: Json;
}

/** One check of the language, under one stable code. It relates places; what one field takes is the table's matter. */
export interface Rule {
  /** The id in the catalogue of rules: `next-unknown-state`. */
  readonly code: string;
  readonly severity: Severity;
  /** What it demands, in a sentence for the documentation. */
  readonly doc: string;
  check(model: Model, report: (finding: Finding) => void): void;
  /** Edits that put a finding right, the most likely first. */
  fixes?(finding: Diagnostic, model: Model): readonly { readonly title: string; readonly edits: readonly TextEdit[] }[];
}
