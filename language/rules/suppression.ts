import { type Diagnostic, lineIndex } from "../text/index.ts";
import type { Subject } from "./rule.ts";

const MARK = /\bstatecraft-disable-next-line\b([^\r\n]*)/;

/**
 * The diagnostics but for those that a comment silences: after `// statecraft-disable-next-line unreachable-state` the
 * next line's findings of this code aren't reported. Several codes stand one after another.
 */
export function withoutSuppressed({ text, tree }: Subject, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length === 0 || !text.includes("statecraft-disable-next-line")) return diagnostics;
  const lines = lineIndex(text);
  const silenced = new Map<number, ReadonlySet<string>>();
  for (const comment of tree.comments) {
    const codes = MARK.exec(comment.text)?.[1]?.match(/[a-z][\w.-]*\w/g);
    if (codes) silenced.set(lines.position(comment.span.end).line + 1, new Set(codes));
  }
  return diagnostics.filter(({ code, span }) => !silenced.get(lines.position(span.start).line)?.has(code));
}
