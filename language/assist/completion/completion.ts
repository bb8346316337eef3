import type { TextEdit } from "../../text/index.ts";

/** Something that may be written at a place. */
export interface Completion {
  /** What the list shows: `Resource`. */
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly doc?: string;
  /** What is replaced, and the text that replaces it. */
  readonly edit: TextEdit;
  /** The same text with tab stops, `"Resource": "$1"`, for editors that know them. */
  readonly snippet?: string;
  /** The text that the user's typing is compared with: with quotes where they are typed already. */
  readonly filter: string;
  /** What else changes: the comma that the line above lacks. */
  readonly also?: TextEdit;
  /** Whether a value is to be chosen next. */
  readonly goesOn?: true;
  /** Whether there is more than what is offered: editors ask again as more is typed. */
  readonly isPartial?: true;
}

export type CompletionKind =
  | "field"
  | "state"
  | "value"
  | "error"
  | "snippet"
  /** Of an expression. */
  | "function"
  | "variable"
  | "property"
  | "keyword";
