// A recorded TestState call as our implementation answers it.
import { testState } from "../../runtime/index.ts";

const PLACE = { region: "us-east-1", account: "111111111111" };

/** The answer in the shape of the comparator. */
export async function runTestState({ request, clock }) {
  const { definition, input_text, variables_text, context_text, roleArnGiven, derived_mock_result } = request;
  const { stateName, inspectionLevel, revealSecrets, mock, stateConfiguration } = request;
  const asked = {
    definition: typeof definition === "string" ? definition : JSON.stringify(definition),
    ...given({ input: input_text, variables: variables_text, context: context_text }),
    ...given({ stateName, inspectionLevel, revealSecrets, mock, stateConfiguration }),
    ...(roleArnGiven && { roleArn: "arn:aws:iam::111111111111:role/role" }),
  };
  const now = Date.parse(clock ?? "2024-01-01T00:00:00Z");
  // A call that reached a real service: what that gave is known.
  const router = derived_mock_result === undefined ? {} : { router: answering(derived_mock_result) };
  const result = await testState(asked, { ...PLACE, now, ...router });
  return result.ok ? result.response : { error: result.error };
}

const given = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function answering(output) {
  const handler = { name: "recording", invoke: ({ answer }) => answer({ kind: "succeeded", output }) };
  return { find: () => ({ kind: "handler", handler }), dispose() {} };
}
