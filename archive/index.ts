export {
  type ChildLog,
  readExecution,
  type StoredExecution,
  writeExecution,
  writeExecutionFile,
} from "./execution-file.ts";
export { importHistory } from "./import-history.ts";
export { type OpenExecution, openExecution } from "./open-execution.ts";
export type { Header, Kept } from "./protocol.ts";
