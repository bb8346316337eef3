export { digest } from "./digest.ts";
export { startTimeLimit } from "./time-limit.ts";
