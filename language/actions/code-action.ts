import type { Diagnostic, Span, TextEdit } from "../text/index.ts";

/** What a person may have done at a place: a fix of a finding, or another change of the text. */
export interface CodeAction {
  readonly title: string;
  readonly kind:
    | "quickfix"
    | "refactor.extract"
    | "refactor.inline"
    | "refactor.rewrite"
    | "refactor.rewrite.jsonata"
    | "source.fixAll.statecraft";
  readonly edits: readonly TextEdit[];
  /** Set where making the edits takes time: `edits` are empty then. */
  readonly later?: () => readonly TextEdit[] | undefined;
  /** Why it can't be done here; then it has no edits. */
  readonly disabled?: string;
  /** Where it makes a difference, each with the place that it is about. */
  readonly caveats?: readonly Caveat[];
  /** What is told of these once it is chosen: one line. */
  readonly notice?: string;
  readonly preferred?: true;
  /** The finding that it mends. */
  readonly mends?: Diagnostic;
}

/** A difference that an action makes and that not everybody wants. */
export interface Caveat {
  readonly message: string;
  readonly span: Span;
}
