import type { State } from "../model/index.ts";
import { type SyntaxNode, stringValue } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

/** A text that may hand the token on: by itself, or in the whole context object or a part of it. */
const MAY_HOLD_TOKEN = /Task\s*\.\s*Token|\$\$(?:\.Task)?(?![.\w])|\$states(?:\.context(?:\.Task)?)?(?![.\w])|\[/;

export const callbackWithoutToken: Rule = {
  code: "callback-without-token",
  severity: "warning",
  doc: "A task that waits for a callback hands out its token.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      const resource = state.type === "Task" ? state.field("Resource") : undefined;
      if (!resource || !stringValue(resource)?.endsWith(".waitForTaskToken") || mayHoldToken(state)) continue;
      const token = state.queryLanguage === "JSONata" ? "{% $states.context.Task.Token %}" : "$$.Task.Token";
      report({
        at: resource,
        message: `"${state.name}" waits for a callback but gives no one its token: pass "${token}" on.`,
      });
    }
  },
};

function mayHoldToken(state: State): boolean {
  const node = state.field(state.queryLanguage === "JSONata" ? "Arguments" : "Parameters");
  const pending: SyntaxNode[] = node ? [node] : [];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === "string" && (MAY_HOLD_TOKEN.test(next.value) || isVariable(next.value))) return true;
    if (next.kind === "array") for (const item of next.items) pending.push(item);
    if (next.kind === "object") for (const { value } of next.members) pending.push(value);
  }
  return false;
}

/** A variable alone, whose value may hold it: `$payload`, `{% $payload %}`. */
const isVariable = (text: string): boolean => /^(?:\{%\s*)?\$[\w]+(?:\s*%\})?$/.test(text) || text.includes("${");
