import type { Json, JsonObject } from "../language/index.ts";

/**
 * Why a state, a branch or an execution failed. Both texts may be missing: a Fail state needs neither, and the service
 * then leaves them out.
 */
export interface StatesError {
  readonly error?: string;
  readonly cause?: string;
  /** Whether the interpreter itself raised it: it then names the state, once, where it is first told of. */
  readonly raised?: true;
  /** Neither retriers nor catchers may take it. */
  readonly terminal?: true;
  /** The field whose expression failed: `Output/a[0]`. */
  readonly location?: string;
}

/** The interpreter could not do what the definition says. It can be neither retried nor caught. Reference, 8.1. */
export const runtimeError = (cause: string): StatesError => ({
  error: "States.Runtime",
  cause,
  raised: true,
  terminal: true,
});

/** A JSONata expression, or what it gave, is wrong. Reference, section 5. */
export const queryError = (cause: string, location?: string): StatesError => ({
  error: "States.QueryEvaluationError",
  cause,
  raised: true,
  ...(location !== undefined && { location }),
});

export const timeoutError: StatesError = { error: "States.Timeout" };

/** More children of a distributed Map failed than it tolerates. */
export const toleranceError: StatesError = {
  error: "States.ExceedToleratedFailureThreshold",
  cause: "The specified tolerated failure threshold was exceeded",
};

/** What stands in for the error of a child execution that was ended because another one failed. */
export const abortedError: StatesError = {};

/** A value is larger than the service takes; `owner` names the state, service or function. Reference, section 8.2. */
export const sizeError = (owner: string): StatesError => ({
  error: "States.DataLimitExceeded",
  cause: `The state/task '${owner}' returned a result with a size exceeding the maximum number of bytes service limit.`,
});

/** The error with the state, if any, named in its cause, as the service tells of what its interpreter raised. */
export function located(error: StatesError, state: string | undefined, enteredAt: number): StatesError {
  if (!error.raised) return error;
  const { raised: _, ...told } = error;
  if (state === undefined) return told;
  const where = `An error occurred while executing the state '${state}' (entered at the event id #${enteredAt}).`;
  return { ...told, cause: `${where} ${error.cause ?? ""}` };
}

/** What a catcher hands on: `{"Error": …, "Cause": …}`. Reference, section 8.4. */
export function errorOutput({ error, cause }: StatesError): JsonObject {
  const missing: Json = error === "States.Timeout" ? "" : null;
  return { Error: error ?? null, Cause: cause ?? missing };
}

/** Whether one of the names stands for this error. Reference, sections 8.1 and 8.2. */
export function matches(names: readonly string[], { error, terminal }: StatesError): boolean {
  if (terminal) return false;
  return names.some((name) => {
    if (name === "States.ALL" || name === error) return true;
    if (name === "States.TaskFailed") return error !== "States.Timeout";
    return name === "States.HeartbeatTimeout" && error === "States.Timeout";
  });
}
