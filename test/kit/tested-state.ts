import { expect } from "vitest";
import type { Json } from "../../language/index.ts";
import { type StateMock, type TestStateRequest, testState } from "../../runtime/index.ts";

/** JSON as TestState takes it. */
export const text = (value: Json): string => JSON.stringify(value);

/** A request about a state, with its values as values. */
export const asking = (
  state: Json,
  { input, ...more }: Omit<TestStateRequest, "definition" | "input"> & { readonly input?: Json } = {},
): TestStateRequest => ({
  definition: text(state),
  ...(input !== undefined && { input: text(input) }),
  ...more,
});

/** What is answered, with texts of JSON as values. */
async function answerTo(request: TestStateRequest): Promise<Json> {
  const result = await testState(request, { account: "111111111111", now: 0 });
  if (!result.ok) return `${result.error.code}: ${result.error.message}`;
  const { output, inspectionData, ...rest } = result.response;
  const inspected = Object.entries(inspectionData ?? {}).map(([name, value]): [string, Json] => [
    name,
    typeof value === "string" ? (JSON.parse(value) as Json) : (value as Json),
  ]);
  return {
    ...rest,
    ...(output !== undefined && { output: JSON.parse(output) as Json }),
    ...(inspectionData && { inspectionData: Object.fromEntries(inspected) }),
  };
}

export const check = async (request: TestStateRequest, expected: Json): Promise<void> =>
  expect(await answerTo(request)).toEqual(expected);

export const debug = { inspectionLevel: "DEBUG" } as const;
export const roleArn = "arn:aws:iam::111111111111:role/tester";
export const result = (value: Json): { readonly mock: StateMock } => ({ mock: { result: text(value) } });
export const failing = (error: string, cause = "why"): { readonly mock: StateMock } => ({
  mock: { errorOutput: { error, cause } },
});
