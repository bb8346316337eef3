export * from "./actions/index.ts";
export { type Analysis, analyze, type DocumentVersion } from "./analysis.ts";
export * from "./assist/index.ts";
export * from "./catalogue/index.ts";
export * from "./convert/index.ts";
export * from "./expressions/index.ts";
export { type Finding, findingsOf } from "./finding.ts";
export * from "./flow/index.ts";
export * from "./graph/index.ts";
export * from "./model/index.ts";
export * from "./rules/index.ts";
export * from "./shapes/index.ts";
export * from "./spec/index.ts";
export * from "./syntax/index.ts";
export * from "./templates/index.ts";
export * from "./text/index.ts";
export {
  creationError,
  type ServiceError,
  type ServiceProblem,
  type ValidationAnswer,
  validateDefinition,
} from "./validate-definition.ts";
