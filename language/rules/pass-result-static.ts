import { type SyntaxNode, stringValue } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const passResultStatic: Rule = {
  code: "pass-result-static",
  severity: "warning",
  doc: "`Result` of a Pass state holds no path: nothing in it is evaluated.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      const result = state.type === "Pass" && state.queryLanguage === "JSONPath" ? state.field("Result") : undefined;
      for (const { node, text } of dynamicLooking(result)) {
        const message = `"${shown(text)}" is taken as it stands, since nothing in "Result" is evaluated: use "Parameters" instead.`;
        report({ at: node, message });
      }
    }
  },
};

/** Keys that end in `.$`, and texts that are paths. */
function* dynamicLooking(
  root: SyntaxNode | undefined,
): Generator<{ readonly node: SyntaxNode; readonly text: string }> {
  const pending: SyntaxNode[] = root ? [root] : [];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const text = stringValue(node);
    if (text !== undefined && /^\$\$?\.[A-Za-z_]/.test(text)) yield { node, text };
    if (node.kind === "array") for (const item of node.items) pending.push(item);
    if (node.kind !== "object") continue;
    for (const { key, value } of node.members) {
      if (key.value.endsWith(".$")) yield { node: key, text: key.value };
      else pending.push(value);
    }
  }
}
