import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../language/index.ts";
import { asking, check, debug, result, roleArn, text } from "../../test/kit/tested-state.ts";
import type { TestStateRequest } from "../index.ts";

const sqs = "arn:aws:states:::sqs:sendMessage";
const task: JsonObject = { Type: "Task", Resource: sqs, Parameters: { "MessageBody.$": "$.a" }, End: true };
const processor: Json = { StartAt: "One", States: { One: { Type: "Succeed" } } };
const map: JsonObject = { Type: "Map", ItemsPath: "$.list", ItemProcessor: processor, End: true };
const distributed: JsonObject = {
  ...map,
  ItemProcessor: { ...(processor as JsonObject), ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } },
};

describe("a context object", () => {
  const waiting = { ...task, Resource: `${sqs}.waitForTaskToken`, Parameters: { "t.$": "$$.Task.Token" } };

  it("is taken as it is", async () => {
    const context = text({ Task: { Token: "abc" } });
    await check(asking(waiting, { context, ...result(1), ...debug }), {
      status: "SUCCEEDED",
      output: 1,
      inspectionData: {
        input: {},
        afterInputPath: {},
        afterParameters: { t: "abc" },
        result: 1,
        afterResultSelector: 1,
        afterResultPath: 1,
      },
    });
  });

  it("is made otherwise", async () => {
    const state = { Type: "Pass", QueryLanguage: "JSONata", Output: "{% $states.context %}", End: true };
    await check(asking(state, { input: 1, roleArn }), {
      status: "SUCCEEDED",
      output: {
        Execution: {
          Id: expect.stringMatching(/^arn:aws:states:us-east-1:111111111111:express:[^:]+:[^:]+$/),
          Input: 1,
          StartTime: "1970-01-01T00:00:00.000Z",
          Name: expect.stringMatching(/.{36}/),
          RoleArn: roleArn,
        },
        StateMachine: { Id: expect.stringMatching(/:stateMachine:[^:]+$/), Name: expect.stringMatching(/.{36}/) },
        State: { Name: "StateName", EnteredTime: "1970-01-01T00:00:00.000Z" },
      },
    });
  });

  it.each<readonly [Json, string]>([
    [{ Map: {} }, "'Map' field is not supported when mocking a Context object"],
    [{ Other: 1 }, "Field 'Other' is not allowed"],
    [{ State: { Nme: "x" } }, "Field 'Nme' is not allowed"],
    [{ State: { Name: 5 } }, "Field 'Name' must be a string"],
    [{ State: { RetryCount: "1" } }, "Field 'RetryCount' must be a number"],
    [{ Execution: [] }, "Field 'Execution' must be an object"],
    [
      { Task: { Token: "t" } },
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    ],
  ])("can't be %j", (context, message) =>
    check(
      asking(task, { context: text(context), ...result({}) }),
      `ValidationException: Invalid Context object provided: ${message}`,
    ),
  );
});

describe("a request", () => {
  const parallel = {
    Type: "Parallel",
    Branches: [processor, { StartAt: "Two", States: { Two: { Type: "Succeed" } } }],
    End: true,
  };
  const written = {
    ...distributed,
    ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "b" } },
  };

  it.each<readonly [TestStateRequest, string]>([
    [
      asking(task, { mock: { result: "1", errorOutput: { error: "E" } } }),
      "ValidationException: A test mock should have only one of the following fields: [result, errorOutput].",
    ],
    [
      asking(task, { revealSecrets: true, ...result({}) }),
      "ValidationException: TestState does not support RevealSecrets when a mock is specified.",
    ],
    [
      asking(map, { stateConfiguration: { mapIterationFailureCount: 0 } }),
      "ValidationException: TestState does not support MapIterationFailureCount when a mock is not specified.",
    ],
    [asking(task), "ValidationException: RoleArn must be specified when testing a Task state"],
    [
      asking({ Type: "Succeed" }, result(1)),
      "ValidationException: State type 'Succeed' is not supported when a mock is specified",
    ],
    [
      asking(parallel, { roleArn }),
      "InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
    ],
    [
      asking(parallel, result([1])),
      "ValidationException: Mocked result must contain the same number of items as number of Parallel branches.",
    ],
    [asking(parallel, result({})), "ValidationException: Mocked result must be an array."],
    [asking(written, result([])), "ValidationException: Mocked result must be a JSON object."],
    [asking(task, result("text")), "ValidationException: Mocked result must be a JSON object."],
    [
      asking(task, result({ MessageId: 1 })),
      "ValidationException: Mock result schema validation error: Field 'MessageId' must be a string",
    ],
    [
      asking({ Type: "Parallel", Branches: [], End: true }, result([])),
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'",
    ],
    [
      { definition: "[]" },
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object'",
    ],
    [
      { definition: '{"Type":"Succeed"}', input: "{" },
      `InvalidExecutionInput: Invalid State Machine Execution Input: 'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"; line: 1, column: 1])\n at [Source: (String)"{"; line: 1, column: 2]'`,
    ],
  ])("%j is refused", (request, message) => check(request, message));

  it("may ask for no validation", () =>
    check(asking(task, { input: { a: 1 }, mock: { result: '"text"', fieldValidationMode: "NONE" } }), {
      status: "SUCCEEDED",
      output: "text",
    }));
});
