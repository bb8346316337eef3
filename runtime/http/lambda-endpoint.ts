import { lambdaAnswer, lambdaCall, plainFunctionName } from "../lambda/call.ts";
import type { WorkerResult } from "../lambda/worker.ts";
import type { Invocation } from "../tasks/handler.ts";

/**
 * Invokes a function through an endpoint that speaks Lambda's Invoke API, such as `sam local start-lambda`. An URL without
 * a path gets the API's own: `/2015-03-31/functions/<name>/invocations`.
 */
export async function invokeFunction(base: URL, { resource, payload, answer, signal }: Invocation): Promise<void> {
  const call = lambdaCall(resource, payload);
  const name = plainFunctionName(call.functionName);
  const url =
    base.pathname === "/" ? new URL(`/2015-03-31/functions/${encodeURIComponent(name)}/invocations`, base) : base;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(call.event),
      signal,
    });
    const body = await response.text();
    if (response.status === 404) return answer({ kind: "failed", error: notFound(call.functionName) });
    const isError = response.headers.get("x-amz-function-error") !== null || response.status >= 400;
    const result: WorkerResult = { kind: isError ? "error" : "response", body };
    answer(lambdaAnswer(result, call, 0));
  } catch (problem) {
    const reason = problem instanceof Error && problem.cause instanceof Error ? problem.cause.message : String(problem);
    const cause = `Unable to execute HTTP request: ${url.origin}: ${reason}`;
    answer({ kind: "failed", error: { error: "Lambda.SdkClientException", cause } });
  }
}

const notFound = (name: string) => ({
  error: "Lambda.ResourceNotFoundException",
  cause: `Function not found: ${name} (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException)`,
});
