import { type Json, jsonText } from "../language/index.ts";
import {
  createRouter,
  localAccount,
  projectOf,
  type StateConfiguration,
  type TestStateRequest,
  type TestStateResponse,
  testState as testRequest,
} from "../runtime/index.ts";
import { NAMELESS } from "./compile.ts";
import { serviceError, usageError } from "./errors.ts";
import { type Tasks, tasksIn, withFunctions } from "./tasks.ts";

/**
 * What TestState is asked. The API takes JSON as texts; here a value may stand in the place of such a text, so a text
 * that is itself the value is written as the API has it: `input: '"text"'`.
 */
export interface StateTest {
  /** One state, or a whole machine of which `stateName` names the state. */
  readonly definition: string | object;
  readonly stateName?: string;
  /** `{}` unless given. */
  readonly input?: unknown;
  /** Variables by their names. */
  readonly variables?: string | object;
  readonly roleArn?: string;
  /** `INFO` unless given: with the other two the answer tells what the state's data was at each step. */
  readonly inspectionLevel?: "INFO" | "DEBUG" | "TRACE";
  readonly revealSecrets?: boolean;
  readonly mock?: MockedState;
  /** The whole context object; only together with a mock. */
  readonly context?: string | object;
  readonly stateConfiguration?: StateConfiguration;
}

/** What the state's work gives: a result, or an error. */
export interface MockedState {
  readonly result?: unknown;
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
  /** `STRICT` unless given: the result must be one that the service can give. */
  readonly fieldValidationMode?: "STRICT" | "PRESENT" | "NONE";
}

export interface TestStateOptions {
  /** What runs a task that is not mocked. */
  readonly tasks?: Tasks;
  /** The moment of the test; now unless given. */
  readonly startTime?: Date | string | number;
  /** Where everything random comes from; 1 unless given. */
  readonly seed?: number;
}

/**
 * Tests one state as the service's TestState does. What the service refuses is thrown, by its name and in its words.
 *
 *     await testState({ definition: { Type: "Pass", End: true }, input: { a: 1 } })
 *     // { status: "SUCCEEDED", output: '{"a":1}' }
 */
export async function testState(request: StateTest, options: TestStateOptions = {}): Promise<TestStateResponse> {
  const { tasks, startTime, seed } = options;
  const router = tasks && routerOf(tasks);
  try {
    const result = await testRequest(requestOf(request), {
      ...(router && { router }),
      ...(startTime !== undefined && { now: new Date(startTime).getTime() }),
      ...(seed !== undefined && { seed }),
    });
    if (!result.ok) throw serviceError(result.error.code, result.error.message);
    return result.response;
  } finally {
    router?.dispose();
  }
}

function routerOf(tasks: Tasks) {
  const { functions, entries = [] } = tasksIn(tasks);
  const project = projectOf(NAMELESS);
  if (!project.ok) throw usageError(project.message);
  const { folder, environment } = project.project;
  const router = createRouter({
    tasks: entries,
    context: { ...localAccount, folder, node: process.execPath, environment },
  });
  return withFunctions(router, functions, true);
}

function requestOf({ definition, input, variables, context, mock, ...rest }: StateTest): TestStateRequest {
  const result = mock && textOf(mock.result);
  const { result: _, ...mocked } = mock ?? {};
  return {
    ...rest,
    definition: textOf(definition) ?? "",
    ...(input !== undefined && { input: textOf(input) ?? "" }),
    ...(variables !== undefined && { variables: textOf(variables) ?? "" }),
    ...(context !== undefined && { context: textOf(context) ?? "" }),
    ...(mock && { mock: { ...mocked, ...(result !== undefined && { result }) } }),
  };
}

/** The JSON text of a value; a text is one already. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  return jsonText(value as Json);
}
