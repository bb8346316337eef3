import type { SyntaxNode } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

export const heartbeatNotLessThanTimeout: Rule = {
  code: "heartbeat-not-less-than-timeout",
  severity: "error",
  doc: "`HeartbeatSeconds` is less than `TimeoutSeconds`.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      const heartbeat = state.field("HeartbeatSeconds");
      const timeout = heartbeat && state.field("TimeoutSeconds");
      const [seconds, limit] = [numberOf(heartbeat), numberOf(timeout)];
      if (!heartbeat || !timeout || seconds === undefined || limit === undefined || seconds < limit) continue;
      report({
        at: heartbeat,
        message: `"HeartbeatSeconds" must be less than "TimeoutSeconds", which is ${limit}.`,
        related: [{ span: timeout.span, message: "The timeout." }],
      });
    }
  },
};

function numberOf(node: SyntaxNode | undefined): number | undefined {
  return node?.kind === "literal" && typeof node.value === "number" ? node.value : undefined;
}
