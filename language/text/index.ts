export type { Diagnostic, ServiceText, Severity } from "./diagnostic.ts";
export { isJsonObject, type Json, type JsonObject, jsonEquals, jsonType } from "./json.ts";
export { type JsonFault, jsonFault } from "./json-fault.ts";
export { jsonText } from "./json-text.ts";
export { lazy } from "./lazy.ts";
export { type LineIndex, lineIndex, type Position } from "./line-index.ts";
export { pointer, pointerSteps } from "./pointer.ts";
export { encloses, type Span, touches } from "./span.ts";
export { applyEdits, type TextEdit } from "./text-edit.ts";
