export { type Analysis, analyze, type DocumentVersion } from "./analysis.ts";
export * from "./assist/index.ts";
export * from "./expressions/index.ts";
export * from "./graph/index.ts";
export * from "./model/index.ts";
export * from "./rules/index.ts";
export * from "./spec/index.ts";
export * from "./syntax/index.ts";
export * from "./text/index.ts";
