export { type DebugAdapterOptions, startDebugAdapter } from "./adapter.ts";
