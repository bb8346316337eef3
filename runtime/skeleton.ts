import { catalogue } from "../data/index.ts";
import { type Invoke, readResource } from "../engine/index.ts";
import { type Json, type JsonObject, skeletonOf } from "../language/index.ts";

/** A result of the shape that the task's service gives, to be filled in by a person. */
export function skeletonResult({ resource }: Pick<Invoke, "resource">): JsonObject {
  const read = readResource(resource);
  return read.kind === "integration" ? skeletonOf(catalogue, read.service, read.action) : {};
}

/** A mock-config file that answers one task, ready to be copied. */
export const mockSkeleton = ({ call }: Invoke, machine: string, result: Json): string =>
  JSON.stringify(mockConfigOf(machine, [{ state: call.state, result }]), null, 2);

/** A mock-config file with one test case that gives all these tasks their results. Reference, section 13. */
export function mockConfigOf(
  machine: string,
  tasks: readonly { readonly state: string; readonly result: Json }[],
): Json {
  const names = tasks.map(({ state }): [string, string] => [state, `${state}Result`]);
  const responses = tasks.map(({ state, result }) => [`${state}Result`, { "0": { Return: result } }] as const);
  return {
    StateMachines: { [machine]: { TestCases: { Default: Object.fromEntries(names) } } },
    MockedResponses: Object.fromEntries(responses),
  };
}
