import type { Analysis } from "./analysis.ts";
import { cursorAt, type SyntaxNode } from "./syntax/index.ts";
import { type Position, pointer, type Severity } from "./text/index.ts";

/** A diagnostic as command line and library tell it: by lines, and by the value that it is about. */
export interface Finding {
  /** The id of the rule: `next-unknown-state`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Lines and characters from 0, in UTF-16 units. */
  readonly range: { readonly start: Position; readonly end: Position };
  /** The JSON Pointer of the value: `/States/Pay/Next`. */
  readonly path: string;
}

export function findingsOf({ diagnostics, lines, tree }: Analysis): readonly Finding[] {
  return diagnostics.map(({ code, severity, message, span, path }) => ({
    code,
    severity,
    message,
    range: { start: lines.position(span.start), end: lines.position(span.end) },
    // In machines nested thousands deep each path is as long: whoever needs none computes none.
    get path() {
      return path ?? pathAt(tree.root, span.start);
    },
  }));
}

/** The JSON Pointer of the innermost value at an offset. */
export function pathAt(root: SyntaxNode, offset: number): string {
  return cursorAt(root, offset).steps.reduce((path, { member, index }) => {
    if (member) return pointer(path, member.key.value);
    return index === undefined ? path : pointer(path, index);
  }, "");
}
