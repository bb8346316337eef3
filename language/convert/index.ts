export { type Conversion, type ConversionOptions, convertMachine, convertState } from "./convert.ts";
export type { Remark } from "./notes.ts";
