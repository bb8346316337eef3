export { type Conversion, type ConversionOptions, convertMachine, convertState, isJsonata } from "./convert.ts";
export type { Remark } from "./notes.ts";
