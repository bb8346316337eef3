import type { Model } from "../model/index.ts";
import type { Diagnostic } from "../text/index.ts";
import type { Finding, Rule } from "./rule.ts";
import { unreachableState } from "./unreachable-state.ts";

export type { Finding, Rule } from "./rule.ts";

/** Every rule there is. */
export const rules: readonly Rule[] = [unreachableState];

/** What the rules say about a document, in the order of its text, nothing twice. */
export function checkRules(model: Model): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const rule of rules) {
    rule.check(model, (finding) => {
      const diagnostic = toDiagnostic(rule, finding);
      const { span, code, message } = diagnostic;
      found.set(`${span.start} ${span.end} ${code} ${message}`, diagnostic);
    });
  }
  return [...found.values()].toSorted((a, b) => a.span.start - b.span.start);
}

function toDiagnostic({ code, severity }: Rule, { at, message, related, data }: Finding): Diagnostic {
  const span = "kind" in at ? at.span : at;
  return { code, severity, span, message, ...(related && { related }), ...(data !== undefined && { data }) };
}
