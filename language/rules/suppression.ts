import { type Comment, suppressionMark } from "../syntax/index.ts";
import { type Diagnostic, lineIndex } from "../text/index.ts";
import { suggester } from "./closest.ts";
import type { CodeInfo, ReportAs, Subject } from "./rule.ts";

/** A code as comments name it. */
const CODE = /[a-z][\w.-]*\w/g;

const hasMarks = (text: string): boolean => text.includes("statecraft-disable-next-line");

/**
 * The diagnostics but for those that a comment silences: after `// statecraft-disable-next-line unreachable-state` the
 * next line's findings of this code aren't reported. Several codes stand one after another.
 */
export function withoutSuppressed({ text, tree }: Subject, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length === 0 || !hasMarks(text)) return diagnostics;
  const lines = lineIndex(text);
  const silenced = new Map<number, ReadonlySet<string>>();
  for (const comment of tree.comments) {
    const codes = suppressionMark.exec(comment.text)?.[1]?.match(CODE);
    if (codes) silenced.set(lines.position(comment.span.end).line + 1, new Set(codes));
  }
  return diagnostics.filter(({ code, span }) => !silenced.get(lines.position(span.start).line)?.has(code));
}

/** Comments that silence nothing, since they name no code, or one that doesn't exist. */
export function checkSuppressions(subject: Subject, codes: ReadonlyMap<string, CodeInfo>, report: ReportAs): void {
  // The comments of a template are looked at once, with the template.
  if (subject.isEmbedded || !hasMarks(subject.text)) return;
  const suggest = suggester(codes);
  for (const comment of subject.tree.comments) {
    const mark = suppressionMark.exec(comment.text);
    if (mark) checkMark(comment, mark, codes, suggest, report);
  }
}

function checkMark(
  { span }: Comment,
  { index, 0: marked, 1: after = "" }: RegExpExecArray,
  codes: ReadonlyMap<string, CodeInfo>,
  suggest: (name: string) => string | undefined,
  report: ReportAs,
): void {
  const start = span.start + index;
  const afterMark = start + marked.length - after.length;
  const named = [...after.matchAll(CODE)];
  if (named.length === 0) {
    const message = "This silences nothing: write the codes of the findings after it.";
    report("suppression-unknown-code", { at: { start, end: afterMark }, message });
  }
  for (const [position, { 0: name, index: at }] of named.entries()) {
    // Words of a remark that follows the codes have no hyphen, or a colon or a dash stands before them.
    const isRemark = position > 0 && (!name.includes("-") || /:|\s-/.test(after.slice(0, at)));
    if (codes.has(name) || isRemark) continue;
    const suggestion = suggest(name);
    const advice = suggestion ? `did you mean "${suggestion}"?` : "take it from the finding on the next line.";
    report("suppression-unknown-code", {
      at: { start: afterMark + at, end: afterMark + at + name.length },
      message: `There is no code "${name}": ${advice}`,
      ...(suggestion && { data: { suggestion } }),
    });
  }
}
