import type { Span } from "../text/index.ts";

/** A token of an expression. Half-typed texts have tokens too: what has no end reaches to the end of the text. */
export interface Token {
  readonly kind: TokenKind;
  readonly span: Span;
  readonly text: string;
}

export type TokenKind =
  /** `$`, `$$`, `$name`: of JSONata also the name of a function, `$sum`. */
  | "variable"
  /** The name of a member: `order`, in quotes or backquotes too. */
  | "name"
  /** The name of an intrinsic function, `States.Format`, or of a function of a path. */
  | "function"
  | "string"
  | "number"
  /** `true`, `false`, `null`. */
  | "constant"
  /** `and`, `or`, `in`, `function`. */
  | "keyword"
  | "regex"
  | "comment"
  /** Operators and brackets. */
  | "operator";

/** The token that an offset lies within or stands at the end of. */
export function tokenBefore(tokens: readonly Token[], offset: number): Token | undefined {
  return tokens.findLast(({ span }) => span.start < offset && offset <= span.end);
}
