import type { Diagnostic, TextEdit } from "../text/index.ts";

/** What a person may have done at a place: a fix of a finding, or another change of the text. */
export interface CodeAction {
  readonly title: string;
  readonly kind: "quickfix" | "refactor.extract" | "refactor.inline" | "refactor.rewrite" | "source.fixAll.statecraft";
  readonly edits: readonly TextEdit[];
  /** Set where making the edits takes time: `edits` are empty then. */
  readonly later?: () => readonly TextEdit[] | undefined;
  readonly preferred?: true;
  /** The finding that it mends. */
  readonly mends?: Diagnostic;
}
