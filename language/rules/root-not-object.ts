import type { Rule } from "./rule.ts";

/** It names no place. */
const service = { code: "SCHEMA_VALIDATION_FAILED", message: "Definition must be a valid JSON object" } as const;

export const rootNotObject: Rule = {
  code: "root-not-object",
  severity: "error",
  doc: "A definition is an object.",
  check({ model, tree }, report) {
    const { root } = model;
    if (root.kind === "object") return;
    // A text that can't be read at all has a finding of the notation already.
    if (root.kind === "missing" && tree.problems.length > 0) return;
    const message =
      root.kind === "missing"
        ? 'This document is empty: a state machine is an object with "StartAt" and "States".'
        : 'A state machine is an object with "StartAt" and "States".';
    report({ at: root.kind === "missing" ? { start: 0, end: 0 } : root, message, service });
  },
};
