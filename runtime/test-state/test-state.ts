import type { StatesError } from "../../engine/index.ts";
import { isJsonObject, type Json, type JsonObject, jsonFault, type ServiceError } from "../../language/index.ts";
import { parseJson } from "../items/item-file.ts";
import type { Router } from "../tasks/router.ts";
import { readContext } from "./check-context.ts";
import { readMock } from "./check-mock.ts";
import { kindProblem, requestProblem } from "./check-request.ts";
import { inspectionOf } from "./inspection.ts";
import { invalid, refused, type StateMock, type TestStateRequest, type TestStateResult } from "./request.ts";
import { runTest } from "./run.ts";
import { setUpTest, type TestPlace } from "./set-up.ts";
import type { Testing } from "./test-run.ts";
import { testedState } from "./tested-state.ts";

/**
 * Tests one state as the service's TestState does, with the engine that runs whole machines. Requests that the service
 * refuses are answered with its error. Reference, section 11.3.
 *
 *     await testState({ definition: '{"Type":"Pass","End":true}', input: '{"a":1}' })
 *     // { ok: true, response: { status: "SUCCEEDED", output: '{"a":1}' } }
 */
export async function testState(request: TestStateRequest, place: TestPlace = {}): Promise<TestStateResult> {
  const prepared = prepare(request, place);
  if ("code" in prepared) return { ok: false, error: prepared };
  try {
    const tested = await runTest(prepared);
    if (tested.kind === "too-many-failures") {
      const message = `MapIterationFailureCount must not exceed the number of items, which is ${tested.items}.`;
      return { ok: false, error: invalid(message) };
    }
    const isInspected = request.inspectionLevel === "DEBUG" || request.inspectionLevel === "TRACE";
    const inspectionData = isInspected && { inspectionData: inspectionOf(tested.way) };
    return { ok: true, response: { ...tested.response, ...inspectionData } };
  } finally {
    prepared.driver.dispose();
  }
}

/** Reads a request up to the moment at which the state is entered, or says why the service refuses it. */
function prepare(request: TestStateRequest, place: TestPlace): Testing | ServiceError {
  const { mock, roleArn, stateConfiguration: configuration = {} } = request;
  const tested = requestProblem(request) ?? testedState(request);
  if ("code" in tested) return tested;
  const kind = kindProblem(request, tested.state, place.router !== undefined);
  if (kind) return kind;
  const context = readContext(request.context, tested.state);
  if (!context.ok) return context.error;
  const result = readMock(mock, tested.state);
  if (!result.ok) return result.error;
  const data = readData(request);
  if ("code" in data) return data;
  const mocked = mock && { result: result.result, error: errorOf(mock) };
  const router = mocked ? mockRouter(mocked) : (place.router ?? noRouter);
  const retries = configuration.retrierRetryCount ?? 0;
  const beginning = { machine: tested.machine, ...data, context: context.context, roleArn, retries };
  return { driver: setUpTest(beginning, router, place), mocked, configuration, inputText: data.input.text };
}

interface Data {
  readonly input: { readonly text: string; readonly value: Json };
  readonly variables: JsonObject;
}

function readData({ input: text = "{}", variables: written = "{}" }: TestStateRequest): Data | ServiceError {
  const input = parseJson(text);
  if (!input) {
    const fault = jsonFault(text);
    const why = fault ? `${fault.message}\n at ${fault.location}` : "Invalid execution input.";
    return refused("InvalidExecutionInput", `Invalid State Machine Execution Input: '${why}'`);
  }
  const variables = parseJson(written)?.value;
  if (!isJsonObject(variables)) return invalid("Variables must be a valid JSON object.");
  return { input: { text, value: input.value }, variables };
}

function errorOf({ errorOutput }: StateMock): StatesError | undefined {
  if (!errorOutput) return undefined;
  const { error, cause } = errorOutput;
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** Gives every task what was mocked. */
function mockRouter({ result = null, error }: NonNullable<Testing["mocked"]>): Router {
  const answer = error ? ({ kind: "failed", error } as const) : ({ kind: "succeeded", output: result } as const);
  const handler = {
    name: "mock",
    invoke: (invocation: { answer(given: typeof answer): void }) => invocation.answer(answer),
  };
  return { find: () => ({ kind: "handler", handler }), dispose() {} };
}

const noRouter: Router = { find: () => ({ kind: "nothing" }), dispose() {} };
