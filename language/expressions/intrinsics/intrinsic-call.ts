import type { Span } from "../../text/index.ts";
import type { JsonPath } from "../jsonpath/path.ts";
import type { IntrinsicFunction } from "./intrinsic-function.ts";

/** A call of an intrinsic function: `States.Format('{}', $.name)`. All spans are offsets in the whole call's text. */
export interface IntrinsicCall {
  readonly kind: "call";
  /** As written: `States.Format('{}', $.name)`. */
  readonly text: string;
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  /** Undefined where no function has that name. */
  readonly function: IntrinsicFunction | undefined;
  readonly arguments: readonly IntrinsicArgument[];
}

export type IntrinsicArgument =
  | IntrinsicCall
  /** The spans within the path are offsets in the path's own text, which begins at `span.start`. */
  | { readonly kind: "path"; readonly path: JsonPath; readonly span: Span }
  /** `raw` is a text as it stands between its quotes, with escapes. */
  | { readonly kind: "text"; readonly value: string; readonly raw: string; readonly span: Span }
  | { readonly kind: "literal"; readonly value: number | boolean | null; readonly span: Span };
