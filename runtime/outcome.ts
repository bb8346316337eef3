import type { Engine } from "../engine/index.ts";
import type { Json } from "../language/index.ts";

/** How an execution ended. One that still ran was left by whoever ran it. */
export interface Outcome {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

export function outcomeOf({ execution }: Engine): Outcome {
  const { status, output, error } = execution.state;
  return {
    status: status === "RUNNING" ? "ABORTED" : status,
    ...(output !== undefined && { output }),
    ...(error?.error !== undefined && { error: error.error }),
    ...(error?.cause !== undefined && { cause: error.cause }),
  };
}
