import { type Invoke, readResource } from "../engine/index.ts";
import type { Json } from "../language/index.ts";

/** A result of the shape that the task's service gives, to be filled in by a person. */
export function skeletonResult({ resource }: Pick<Invoke, "resource">): Json {
  const read = readResource(resource);
  if (read.kind !== "integration" || read.service !== "lambda") return {};
  return { StatusCode: 200, ExecutedVersion: "$LATEST", Payload: {} };
}

/** A mock-config file that answers one task, ready to be copied. */
export function mockSkeleton(invoke: Invoke, machine: string): string {
  const { state } = invoke.call;
  const config = {
    StateMachines: { [machine]: { TestCases: { Default: { [state]: `${state}Result` } } } },
    MockedResponses: { [`${state}Result`]: { "0": { Return: skeletonResult(invoke) } } },
  };
  return JSON.stringify(config, null, 2);
}
