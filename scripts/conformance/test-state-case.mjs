// A recorded TestState call as our implementation answers it.
import { testState } from "../../runtime/index.ts";

/**
 * @typedef {import("../../runtime/index.ts").TestStateRequest} Request
 * @typedef {import("../../language/index.ts").Json} Json
 * @typedef {Omit<Request, "definition" | "input" | "variables" | "context" | "roleArn"> & {
 *   readonly definition: Json, readonly input_text?: string, readonly variables_text?: string,
 *   readonly context_text?: string, readonly roleArnGiven?: boolean, readonly derived_mock_result?: Json }} RecordedRequest
 */

const PLACE = { region: "us-east-1", account: "111111111111" };

/**
 * The answer in the shape of the comparator.
 * @param {{ readonly request: RecordedRequest, readonly clock?: string }} testCase
 */
export async function runTestState({ request, clock }) {
  const now = Date.parse(clock ?? "2024-01-01T00:00:00Z");
  const { derived_mock_result: output } = request;
  // A call that reached a real service: what that gave is known.
  const router = output === undefined ? {} : { router: answering(output) };
  const result = await testState(asApiHasIt(request), { ...PLACE, now, ...router });
  return result.ok ? result.response : { error: result.error };
}

/** @param {RecordedRequest} request @returns {Request} */
function asApiHasIt(request) {
  const { definition, input_text: input, variables_text: variables, context_text: context, roleArnGiven } = request;
  const { stateName, inspectionLevel, revealSecrets, mock, stateConfiguration } = request;
  return {
    definition: typeof definition === "string" ? definition : JSON.stringify(definition),
    ...(input !== undefined && { input }),
    ...(variables !== undefined && { variables }),
    ...(context !== undefined && { context }),
    ...(stateName !== undefined && { stateName }),
    ...(inspectionLevel && { inspectionLevel }),
    ...(revealSecrets !== undefined && { revealSecrets }),
    ...(mock && { mock }),
    ...(stateConfiguration && { stateConfiguration }),
    ...(roleArnGiven && { roleArn: "arn:aws:iam::111111111111:role/role" }),
  };
}

/** @param {Json} output @returns {import("../../runtime/index.ts").Router} */
function answering(output) {
  /** @type {import("../../runtime/index.ts").TaskHandler} */
  const handler = { name: "recording", invoke: ({ answer }) => answer({ kind: "succeeded", output }) };
  return { find: () => ({ kind: "handler", handler }), dispose() {} };
}
