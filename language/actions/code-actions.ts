import { ruleCodes } from "../rules/index.ts";
import type { Diagnostic, Span, TextEdit } from "../text/index.ts";
import type { CodeAction } from "./code-action.ts";
import type { Document } from "./document.ts";
import { type Fix, problemOf } from "./fixes/problem.ts";
import { fixers } from "./fixes/table.ts";
import { refactorers } from "./refactorings/table.ts";
import { suppression } from "./suppress.ts";
import { isTooLargeToRewrite } from "./too-large.ts";

/** A version of a document with what was found in it. */
export interface Checked extends Document {
  readonly diagnostics: readonly Diagnostic[];
}

const REFACTORINGS = ["refactor.extract", "refactor.inline", "refactor.rewrite", "refactor.rewrite.jsonata"] as const;

/**
 * Whatever may be done at a place, of the kinds that are wanted: fixes first. What takes long is left out unless a person
 * asks, instead of an editor whenever its cursor moves.
 */
export function codeActionsAt(
  document: Checked,
  range: Span,
  isWanted: (kind: CodeAction["kind"]) => boolean,
  isAsked = true,
): readonly CodeAction[] {
  const fixes = isWanted("quickfix") ? quickFixes(document, document.diagnostics, range) : [];
  const isRefactored = REFACTORINGS.some(isWanted);
  if (isTooLargeToRewrite(document)) return isRefactored && isAsked ? [...fixes, tooLarge] : fixes;
  const actions: CodeAction[] = [...fixes];
  if (isRefactored) {
    const offered = refactorers.flatMap((refactorer) => refactorer(document, range, isAsked));
    for (const { edits, ...about } of offered) {
      if (isWanted(about.kind)) actions.push({ ...about, edits: [], later: edits });
    }
  }
  const all = isWanted("source.fixAll.statecraft") ? fixAll(document, document.diagnostics) : undefined;
  return all ? [...actions, all] : actions;
}

/** Says why nothing else is offered. */
const tooLarge: CodeAction = {
  title: "Refactor",
  kind: "refactor.rewrite",
  edits: [],
  disabled: "This text is too large or nested too deeply for refactorings.",
};

/** The codes that have fixes. */
export const fixableCodes: ReadonlySet<string> = new Set(Object.keys(fixers).filter((code) => ruleCodes.has(code)));

/** The fixes of one finding, the likeliest first. */
export function fixesOf(document: Document, found: Diagnostic): readonly Fix[] {
  const own = Object.hasOwn(fixers, found.code) ? fixers[found.code] : undefined;
  if (!own) return [];
  const problem = problemOf(document, found);
  const fixes = own.flatMap((fixer) => fixer(problem));
  const seen = new Set<string>();
  return fixes.filter(({ title }) => !seen.has(title) && seen.add(title));
}

/** How many findings are mended at once: texts with more faults than that are fixed in several goes. */
const MOST_AT_ONCE = 200;

/** The fixes of the findings that touch a span; also for all of their kind, and comments that silence them. */
export function quickFixes(document: Document, findings: readonly Diagnostic[], range: Span): readonly CodeAction[] {
  const here = findings.filter(({ span }) => span.start <= range.end && range.start <= span.end);
  const actions: CodeAction[] = [];
  const isLarge = isTooLargeToRewrite(document);
  for (const found of here.slice(0, isLarge ? 3 : 20)) {
    const fixes = fixesOf(document, found);
    for (const { title, edits, preferred } of fixes) {
      actions.push({ title, kind: "quickfix", edits, mends: found, ...(preferred && { preferred }) });
    }
  }
  if (isLarge) return withoutRepetition(actions);
  for (const code of new Set(here.map((found) => found.code))) {
    actions.push(...everywhere(document, findings, code));
    const silenced = suppression(
      document,
      here.find((found) => found.code === code),
    );
    if (silenced) actions.push(silenced);
  }
  return withoutRepetition(actions);
}

/** Two findings at one place may be mended by the same change: a menu has it once. */
function withoutRepetition(actions: readonly CodeAction[]): readonly CodeAction[] {
  const seen = new Set<string>();
  return actions.filter(({ title, edits }) => {
    const key = JSON.stringify([title, edits]);
    return !seen.has(key) && seen.add(key);
  });
}

/** The preferred fixes of all findings of one code, where there are several. */
function everywhere(document: Document, findings: readonly Diagnostic[], code: string): readonly CodeAction[] {
  const alike = findings.filter((found) => found.code === code);
  if (alike.length < 2) return [];
  const fixes = alike.slice(0, MOST_AT_ONCE).flatMap((found) =>
    fixesOf(document, found)
      .filter(({ preferred }) => preferred)
      .slice(0, 1),
  );
  if (fixes.length < 2) return [];
  const edits = compatible(fixes);
  return [{ title: `Fix all ${fixes.length} findings of "${code}"`, kind: "quickfix", edits }];
}

/** Everything that may be mended without looking. */
export function fixAll(document: Document, findings: readonly Diagnostic[]): CodeAction | undefined {
  const fixes = findings.slice(0, MOST_AT_ONCE).flatMap((found) =>
    fixesOf(document, found)
      .filter(({ safe }) => safe)
      .slice(0, 1),
  );
  if (fixes.length === 0) return undefined;
  return { title: "Fix all that is safe to fix", kind: "source.fixAll.statecraft", edits: compatible(fixes) };
}

/** The edits of fixes, but for fixes that would change what another one changes. */
export function compatible(fixes: readonly Fix[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { edits } of fixes) {
    const clashes = edits.some((edit) => taken.some((other) => overlap(edit.span, other.span)));
    if (!clashes) taken.push(...edits);
  }
  return taken.toSorted((a, b) => a.span.start - b.span.start);
}

/** Spans that share a character, or begin at one place: what comes first would be chance. */
const overlap = (a: Span, b: Span): boolean => a.start === b.start || (a.start < b.end && b.start < a.end);
