export { cached } from "./cache.ts";
export { type CompiledTemplate, compileTemplate, type TemplateProblem } from "./compile-template.ts";
export type { Computed } from "./computed.ts";
export { evaluateTemplate, fillTemplate, type TemplateFailure, type TemplateResult } from "./evaluate-template.ts";
export { type Evaluation, type HashAlgorithm, hashAlgorithms } from "./evaluation.ts";
export { checkIntrinsic, type IntrinsicFinding } from "./intrinsics/check-intrinsic.ts";
export { evaluateIntrinsic } from "./intrinsics/evaluate-intrinsic.ts";
export { intrinsicFunctions } from "./intrinsics/functions.ts";
export type { IntrinsicArgument, IntrinsicCall } from "./intrinsics/intrinsic-call.ts";
export { type IntrinsicExample, intrinsicExamples } from "./intrinsics/intrinsic-examples.ts";
export type { ArgumentType, IntrinsicFunction, IntrinsicParameter } from "./intrinsics/intrinsic-function.ts";
export { type IntrinsicProblem, parseIntrinsic } from "./intrinsics/parse-intrinsic.ts";
export {
  type JsonataExpression,
  type JsonataProblem,
  jsonataTree,
  parseJsonata,
  parseMarked,
} from "./jsonata/compile-jsonata.ts";
export {
  type EvaluationOptions,
  type EvaluationResult,
  evaluateJsonata,
  type JsonataBindings,
} from "./jsonata/evaluate-jsonata.ts";
export { jsonataExamples } from "./jsonata/jsonata-examples.ts";
export { type JsonataFunction, jsonataArity, jsonataFunctions } from "./jsonata/jsonata-functions.ts";
export { type JsonataSource, jsonataSource, keptByExpression } from "./jsonata/jsonata-source.ts";
export { jsonataTokens } from "./jsonata/jsonata-tokens.ts";
export type { Binding, CallUse, JsonataUses, RootName, VariableUse } from "./jsonata/jsonata-uses.ts";
export type { JsonataNode } from "./jsonata/node.ts";
export { evaluatePath, type Roots } from "./jsonpath/evaluate-path.ts";
export { isVariableName, parsePath } from "./jsonpath/parse-path.ts";
export { canonicalText, type JsonPath, type PathName, type PathRoot, type PathStep } from "./jsonpath/path.ts";
export { jaywayPaths, type PathDialect, servicePaths } from "./jsonpath/path-dialect.ts";
export { type NotFound, type PathFault, type PathResult, pathFault } from "./jsonpath/path-result.ts";
export { pathTokens } from "./jsonpath/path-tokens.ts";
export { placeAt } from "./jsonpath/place-at.ts";
export { referenceProblem } from "./jsonpath/reference-path.ts";
export { hasPlaceholder } from "./placeholder.ts";
export type { Parsed, Problem } from "./problem.ts";
export type {
  JsonataTemplate,
  JsonataTemplateExpression,
  PathTemplate,
  PathTemplateExpression,
  Template,
} from "./template.ts";
export type { TimeLimit } from "./time-limit.ts";
export { type Token, type TokenKind, tokenBefore } from "./token.ts";
