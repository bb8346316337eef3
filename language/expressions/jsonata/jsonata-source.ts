import { type Keeping, keeper } from "../../text/index.ts";
import { cached } from "../cache.ts";
import { hasPlaceholder } from "../placeholder.ts";

/** What stands between the marks of a JSONata text, and where. It keeps what was found in it. */
export interface JsonataSource extends Keeping {
  /** Without the blanks around it. */
  readonly source: string;
  /** Where the source begins in the text. */
  readonly offset: number;
  /** Whether a part of it is filled in before the service sees it. */
  readonly hasPlaceholder: boolean;
}

const kept = keeper<JsonataSource>();

/** A function whose answer each expression keeps. */
export const { keptBy: keptByExpression } = kept;

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
  const offset = 2 + inner.length - inner.trimStart().length;
  return { source: inner.trim(), offset, hasPlaceholder: hasPlaceholder(inner), kept: kept.places() };
});
