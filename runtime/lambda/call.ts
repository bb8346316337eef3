import { randomUUID } from "node:crypto";
import { type Answer, readResource } from "../../engine/index.ts";
import { isJsonObject, type Json, type JsonObject, jsonText } from "../../language/index.ts";
import { jsonOrText } from "../json-or-text.ts";
import type { WorkerResult } from "./worker.ts";

/** A Task's call as a function sees it. */
export interface LambdaCall {
  /** What the function is named by: a name, an ARN, or a placeholder. */
  readonly functionName: string;
  readonly event: Json;
  /** Whether the result comes in the envelope of `lambda:invoke`; a function named by its ARN gives its value alone. */
  readonly envelope: boolean;
  /** `InvocationType` is `Event`: the task doesn't learn what the function gives. */
  readonly isEvent?: true;
}

/** Reads a Task's resource and payload as a call of a function; other services hand their whole payload over. */
export function lambdaCall(resource: string, payload: Json): LambdaCall {
  const read = readResource(resource);
  if (read.kind !== "integration") return { functionName: resource, event: payload, envelope: false };
  const isInvoke = read.service === "lambda" || read.service === "aws-sdk:lambda";
  if (!isInvoke || !isJsonObject(payload)) return { functionName: "", event: payload, envelope: false };
  const name = payload.FunctionName;
  return {
    functionName: typeof name === "string" ? name : "",
    event: payload.Payload ?? {},
    envelope: true,
    ...(payload.InvocationType === "Event" && { isEvent: true }),
  };
}

/** The plain name in whatever names a function: the last part of its ARN, without version or alias. */
export function plainFunctionName(name: string): string {
  const arn = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(name);
  return arn?.[1] ?? /^\$\{(.+?)(?:\.Arn)?\}$/.exec(name)?.[1] ?? name.split(":")[0] ?? name;
}

/** The answer that Step Functions makes of what a function's process said. Reference, section 9.3. */
export function lambdaAnswer(
  result: WorkerResult,
  { envelope, isEvent }: LambdaCall,
  timeoutSeconds: number,
  requestId: string = randomUUID(),
): Answer {
  if (isEvent) return { kind: "succeeded", output: { ...envelopeOf("", requestId), StatusCode: 202 } };
  switch (result.kind) {
    case "response": {
      const value = jsonOrText(result.body);
      return { kind: "succeeded", output: envelope ? envelopeOf(value, requestId) : value };
    }
    case "error":
    case "initError":
      return { kind: "failed", error: functionError(jsonOrText(result.body)) };
    case "died":
      return { kind: "failed", error: unknownError(`RequestId: ${randomUUID()} Error: ${result.reason}`) };
    case "timeout":
      return { kind: "failed", error: unknownError(timedOut(timeoutSeconds)) };
  }
}

function envelopeOf(payload: Json, requestId: string): JsonObject {
  return {
    ExecutedVersion: "$LATEST",
    Payload: payload,
    SdkHttpMetadata: { AllHttpHeaders: {}, HttpHeaders: {}, HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}

function functionError(body: Json): { readonly error: string; readonly cause: string } {
  const type = isJsonObject(body) ? body.errorType : undefined;
  return { error: typeof type === "string" && type !== "" ? type : "Lambda.Unknown", cause: jsonText(body) };
}

const timedOut = (seconds: number): string =>
  `${new Date().toISOString()} ${randomUUID()} Task timed out after ${seconds.toFixed(2)} seconds`;

const unknownError = (message: string) => ({
  error: "Lambda.Unknown",
  cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${JSON.stringify({ errorMessage: message })}`,
});
