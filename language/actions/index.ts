export type { Caveat, CodeAction } from "./code-action.ts";
export { type Checked, codeActionsAt, compatible, fixAll, fixableCodes, fixesOf, quickFixes } from "./code-actions.ts";
export type { Fix } from "./fixes/problem.ts";
export { formatted } from "./format.ts";
export { inOtherNotation, type OtherNotation } from "./notations/other-notation.ts";
export { isTooLargeToRewrite } from "./too-large.ts";
