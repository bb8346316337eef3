import type { Keeping } from "../../text/index.ts";
import { cached } from "../cache.ts";

/** What stands between the marks of a JSONata text, and where. It keeps what was found in it. */
export interface JsonataSource extends Keeping {
  /** Without the blanks around it. */
  readonly source: string;
  /** Where the source begins in the text. */
  readonly offset: number;
}

/**
 * The expression in a text such as `{% $states.input %}`. The marks must be the very first and last characters: any
 * other text is taken as it is. Reference, section 2.4.
 */
export function jsonataSource(text: string): JsonataSource | undefined {
  if (text.length < 4 || !text.startsWith("{%") || !text.endsWith("%}")) return undefined;
  return sourceOf(text);
}

/** Kept, since whoever looks a source up is faster with the very same string. */
const sourceOf = cached(6_000, (text): JsonataSource => {
  const inner = text.slice(2, -2);
  return { source: inner.trim(), offset: 2 + inner.length - inner.trimStart().length, kept: [] };
});
