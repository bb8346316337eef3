import type { SyntaxNode } from "../../syntax/index.ts";
import type { LineIndex, Span } from "../../text/index.ts";
import type { Document } from "../document.ts";

/** Lines that an editor can fold into their first one, counted from 0. */
export interface Fold {
  readonly startLine: number;
  /** The last line that is hidden. */
  readonly endLine: number;
  readonly kind: "value" | "comment";
}

/** What can be folded: objects, lists, texts over several lines, and comments. Outer ones come before inner ones. */
export function foldsOf(document: Document & { readonly lines: LineIndex }): readonly Fold[] {
  const { tree, text } = document;
  const folds = new Map<number, Fold>();
  const add = (fold: Fold | undefined): void => {
    // Of several that begin on one line the outermost one is folded.
    if (fold && fold.endLine > fold.startLine && !folds.has(fold.startLine)) folds.set(fold.startLine, fold);
  };
  const seen = new Set<SyntaxNode>();
  const pending: { readonly node: SyntaxNode; readonly from: number }[] = [
    { node: tree.root, from: tree.root.span.start },
  ];
  for (const { node, from } of pending) {
    if (seen.has(node)) continue;
    seen.add(node);
    // A document without brackets has no first line that could stand for all of it.
    const isRoot = node === tree.root && !/[[{]/.test(text[from] ?? "");
    if (node.kind !== "literal" && node.kind !== "missing" && !isRoot) add(valueFold(document, from, node.span));
    if (node.kind === "array") for (const item of node.items) pending.push({ node: item, from: item.span.start });
    if (node.kind !== "object") continue;
    for (const { key, value, merged } of node.members) {
      // An alias stands elsewhere, and is folded there.
      if (!merged && value.span.start >= key.span.start) pending.push({ node: value, from: key.span.start });
    }
  }
  for (const fold of commentFolds(document)) add(fold);
  return [...folds.values()];
}

/** The line of a closing bracket stays visible. */
function valueFold({ text, lines }: { text: string; lines: LineIndex }, from: number, { start, end }: Span): Fold {
  const trimmed = Math.max(start, text.slice(0, end).trimEnd().length);
  const last = lines.position(trimmed).line;
  const lineStart = lines.line(last).start;
  const closes = /^[\]}]/.test(text.slice(lineStart, trimmed).trimStart());
  return { startLine: lines.position(from).line, endLine: closes ? last - 1 : last, kind: "value" };
}

/** Comments over several lines, and those that follow one another on lines of their own. */
function commentFolds({ tree, text, lines }: Document & { readonly lines: LineIndex }): readonly Fold[] {
  const folds: Fold[] = [];
  let block: Fold | undefined;
  for (const { span } of tree.comments) {
    const [startLine, endLine] = [lines.position(span.start).line, lines.position(span.end).line];
    const isAlone = text.slice(lines.line(startLine).start, span.start).trim() === "";
    if (block && isAlone && startLine === block.endLine + 1) block = { ...block, endLine };
    else {
      if (block) folds.push(block);
      block = isAlone || endLine > startLine ? { startLine, endLine, kind: "comment" } : undefined;
    }
  }
  return block ? [...folds, block] : folds;
}
