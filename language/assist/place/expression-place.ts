import type { Token } from "../../expressions/index.ts";
import type { Span } from "../../text/index.ts";
import type { ExpressionAt } from "../expressions/expression-at.ts";

/** Where a word of an expression is completed. */
export interface ExpressionPlace {
  readonly expression: ExpressionAt;
  /** The word that is replaced; empty where none is begun. */
  readonly word: Token | undefined;
  /** The index of that word among the tokens, or the one that it would have. */
  readonly index: number;
  /** What is replaced in the document. */
  readonly span: Span;
  /** Whether an opening parenthesis follows already. */
  readonly isCalled: boolean;
}
