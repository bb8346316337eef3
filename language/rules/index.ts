import { type Diagnostic, isFarTooLarge, type Span } from "../text/index.ts";
import { fewStatesEach, withoutCleanStates } from "./clean-states.ts";
import { definitionSize } from "./definition-size.ts";
import { checkExpressions } from "./expressions/check-expressions.ts";
import { expressionCodes } from "./expressions/codes.ts";
import { checkFields } from "./fields/check-fields.ts";
import { fieldCodes, notationCodes } from "./fields/codes.ts";
import { type CodeInfo, type Finding, type ReportAs, type Rule, type Subject, spanOf } from "./rule.ts";
import { type RuleSettings, withSettings } from "./settings.ts";
import { checkSuppressions, withoutSuppressed } from "./suppression.ts";
import { rules } from "./table.ts";

export { toolkitCodes, unknownToToolkit } from "./aws-toolkit.ts";
export { closest } from "./closest.ts";
export { placeholdersIn } from "./placeholders.ts";
export type { CodeInfo, Finding, Rule, Subject } from "./rule.ts";
export { rulePage, rulesPage } from "./rule-page.ts";
export { serviceLocation } from "./service-text.ts";
export { type RuleSettings, ruleLevels, ruleSettings } from "./settings.ts";
export { listed } from "./wording.ts";

/** Every code that a diagnostic may carry, with what it demands. */
export const ruleCodes: ReadonlyMap<string, CodeInfo> = new Map<string, CodeInfo>([
  ...Object.entries(notationCodes),
  ...Object.entries(fieldCodes),
  ...Object.entries(expressionCodes),
  ...rules.map((rule): [string, CodeInfo] => [rule.code, rule]),
]);

/**
 * What the notation, the table of the language and the rules say about a document: in the order of its text, nothing
 * twice, without what a comment or the settings silence.
 */
export function checkRules(subject: Subject, settings: RuleSettings = {}): readonly Diagnostic[] {
  if (isFarTooLarge(subject.text)) return sizeOnly(subject, settings);
  const found = new Map<string, Diagnostic>();
  const add = (diagnostic: Diagnostic): void => {
    const { span, code, message } = diagnostic;
    found.set(`${span.start} ${span.end} ${code} ${message}`, diagnostic);
  };
  const unread = new Set<string>();
  for (const problem of subject.tree.problems) {
    add(problem);
    if (problem.severity === "error") unread.add(placeOf(problem));
  }
  // Of a value that can't be read as it is written, that is all there is to say.
  const addAs: ReportAs = (code, finding) => {
    const diagnostic = toDiagnostic(code, finding);
    if (!unread.has(placeOf(diagnostic))) add(diagnostic);
  };
  checkSuppressions(subject, ruleCodes, addAs);
  const enabled = rulesFor(subject, settings);
  checkStates(subject, settings, enabled, addAs);
  for (const rule of enabled) if (!rule.perState) rule.check(subject, (finding) => addAs(rule.code, finding));
  const heard = withoutSuppressed(subject, [...found.values()]);
  return withSettings(heard, settings, ruleCodes).toSorted((a, b) => a.span.start - b.span.start);
}

/** What looks at one state at a time, where it isn't known that nothing will be found. */
function checkStates(whole: Subject, settings: RuleSettings, enabled: readonly Rule[], report: ReportAs): void {
  const { subject, note } = withoutCleanStates(whole, settings);
  const places: Span[] = [];
  const reportAs: ReportAs = (code, finding) => {
    places.push(spanOf(finding.at));
    report(code, finding);
  };
  for (const few of fewStatesEach(subject)) {
    if (!few.template) {
      checkFields(few, reportAs);
      checkExpressions(few, reportAs);
    }
    for (const rule of enabled) if (rule.perState) rule.check(few, (finding) => reportAs(rule.code, finding));
  }
  note(places);
}

const placeOf = ({ span }: Diagnostic): string => `${span.start} ${span.end}`;

/** The rules about such a document, without those that nobody wants to hear of. */
function rulesFor({ template }: Subject, settings: RuleSettings): readonly Rule[] {
  return rules.filter((rule) => {
    const level = Object.hasOwn(settings, rule.code) ? settings[rule.code] : rule.off && "off";
    return level !== "off" && (rule.for === "template") === (template !== undefined);
  });
}

function toDiagnostic(
  code: string,
  { at, path, message, severity, related, unnecessary, deprecated, data, service }: Finding,
): Diagnostic {
  return {
    code,
    severity: severity ?? ruleCodes.get(code)?.severity ?? "error",
    span: spanOf(at),
    message,
    ...(path !== undefined && { path }),
    ...(related && { related }),
    ...(unnecessary && { unnecessary }),
    ...(deprecated && { deprecated }),
    ...(data !== undefined && { data }),
    ...(service && { service }),
  };
}

/** Checks of all of such a text would take seconds at each keystroke, and the service takes a sixth of it at most. */
function sizeOnly(subject: Subject, settings: RuleSettings): readonly Diagnostic[] {
  const found = [...subject.tree.problems];
  definitionSize.check(subject, (finding) => found.push(toDiagnostic(definitionSize.code, finding)));
  return withSettings(found, settings, ruleCodes).toSorted((a, b) => a.span.start - b.span.start);
}
