import type { Span } from "../text/index.ts";

/** A sentence for the user, about a place of the definition. */
export interface Remark {
  readonly message: string;
  readonly span: Span;
}

/** Remarks in the order in which they came, each once. */
export interface Remarks {
  add(message: string): void;
  all(): readonly Remark[];
}

/** What a conversion finds out on its way, besides the text that it writes. */
export interface Notes {
  /** Whether the result must fail where the original did, even if it reads worse: `$exists(x) ? x : $error('…')`. */
  readonly exact: boolean;
  /** What is being converted. */
  at: Span;
  /** On data with which the result does something else than the original. */
  readonly caveats: Remarks;
  /** On what can't be said in JSONata. */
  readonly problems: Remarks;
}

export function newNotes(exact: boolean, at: Span): Notes {
  const remarks = (): Remarks => {
    const found = new Map<string, Remark>();
    return {
      add(message) {
        if (!found.has(message)) found.set(message, { message, span: notes.at });
      },
      all: () => [...found.values()],
    };
  };
  const notes: Notes = { exact, at, caveats: remarks(), problems: remarks() };
  return notes;
}
