import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../language/index.ts";
import { asking, check, debug, failing, result } from "../../test/kit/tested-state.ts";
import { type TestStateRequest, testState } from "../index.ts";

const sqs = "arn:aws:states:::sqs:sendMessage";
const task: JsonObject = { Type: "Task", Resource: sqs, Parameters: { "MessageBody.$": "$.a" }, End: true };
const processor: Json = { StartAt: "One", States: { One: { Type: "Succeed" } } };
describe("a state that is tested", () => {
  it.each<readonly [string, TestStateRequest, Json]>([
    [
      "gives its output",
      asking({ Type: "Pass", Next: "B" }, { input: [1] }),
      { status: "SUCCEEDED", output: [1], nextState: "B" },
    ],
    ["has an empty object as input", asking({ Type: "Succeed" }), { status: "SUCCEEDED", output: {} }],
    ["fails", asking({ Type: "Fail", Error: "E", Cause: "C" }), { status: "FAILED", error: "E", cause: "C" }],
    ["waits", asking({ Type: "Wait", Seconds: 299, End: true }), { status: "SUCCEEDED", output: {} }],
    [
      "waits no longer than five minutes",
      asking({ Type: "Wait", Seconds: 301, End: true }),
      { status: "FAILED", error: "States.Timeout" },
    ],
    [
      "chooses",
      asking(
        { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Next: "B" }], Default: "C" },
        { input: { a: 1 } },
      ),
      { status: "SUCCEEDED", output: { a: 1 }, nextState: "C" },
    ],
    [
      "isn't named where its fields can't be evaluated",
      asking({ Type: "Pass", InputPath: "$.b", End: true }),
      { status: "FAILED", error: "States.Runtime", cause: "Invalid path '$.b' : No results for path: $['b']" },
    ],
    [
      "sees variables, and tells of those that it sets",
      asking(
        { Type: "Pass", Parameters: { "x.$": "$v" }, Assign: { w: 2 }, End: true },
        { variables: '{"v":1}', ...debug },
      ),
      {
        status: "SUCCEEDED",
        output: { x: 1 },
        inspectionData: {
          input: {},
          afterInputPath: {},
          afterParameters: { x: 1 },
          afterResultSelector: { x: 1 },
          afterResultPath: { x: 1 },
          variables: { v: 1, w: 2 },
        },
      },
    ],
  ])("%s", (_, request, expected) => check(request, expected));

  it("may be one of a machine, at any depth", async () => {
    const machine = {
      QueryLanguage: "JSONata",
      StartAt: "M",
      States: {
        M: {
          Type: "Map",
          ItemProcessor: {
            StartAt: "In",
            States: { In: { Type: "Pass", Output: "{% $states.context.State.Name %}", End: true } },
          },
          End: true,
        },
      },
    };
    await check(asking(machine, { stateName: "In" }), { status: "SUCCEEDED", output: "StateName" });
    await check(asking(machine, { stateName: "Out" }), "ValidationException: State not found in definition");
  });

  it("fails where nobody answers its task", async () => {
    const handler = { name: "silence", invoke() {} };
    const router = { find: () => ({ kind: "handler", handler }) as const, dispose() {} };
    const tested = await testState(asking(task, { input: { a: "x" } }), { router });
    expect(tested).toEqual({ ok: true, response: { status: "FAILED", error: "States.Timeout" } });
  });

  it("is called through a router where it isn't mocked", async () => {
    const handler = {
      name: "echo",
      invoke: ({ payload, answer }: { payload: Json; answer(given: { kind: "succeeded"; output: Json }): void }) =>
        answer({ kind: "succeeded", output: payload }),
    };
    const router = { find: () => ({ kind: "handler", handler }) as const, dispose() {} };
    const tested = await testState(asking(task, { input: { a: "x" } }), { router });
    expect(tested).toEqual({ ok: true, response: { status: "SUCCEEDED", output: '{"MessageBody":"x"}' } });
  });
});

describe("a mock", () => {
  it.each<readonly [string, TestStateRequest, Json]>([
    [
      "of a task",
      asking(task, { input: { a: "x" }, ...result({ MessageId: "1" }), ...debug }),
      {
        status: "SUCCEEDED",
        output: { MessageId: "1" },
        inspectionData: {
          input: { a: "x" },
          afterInputPath: { a: "x" },
          afterParameters: { MessageBody: "x" },
          result: { MessageId: "1" },
          afterResultSelector: { MessageId: "1" },
          afterResultPath: { MessageId: "1" },
        },
      },
    ],
    [
      "of an activity",
      asking(
        { ...task, Resource: "arn:aws:states:us-east-1:111111111111:activity:a" },
        { input: { a: 1 }, ...result(7) },
      ),
      { status: "SUCCEEDED", output: 7 },
    ],
    [
      "of a task that waits for a token",
      asking({ ...task, Resource: `${sqs}.waitForTaskToken` }, { input: { a: 1 }, ...result("yes") }),
      { status: "SUCCEEDED", output: "yes" },
    ],
    [
      "of a Parallel state",
      asking(
        { Type: "Parallel", Branches: [processor], ResultPath: "$.r", Next: "B" },
        { input: { a: 1 }, ...result([5]), ...debug },
      ),
      {
        status: "SUCCEEDED",
        output: { a: 1, r: [5] },
        nextState: "B",
        inspectionData: { input: { a: 1 }, afterResultSelector: [5], afterResultPath: { a: 1, r: [5] } },
      },
    ],
    [
      "that fails",
      asking(task, { input: { a: 1 }, ...failing("Boom"), ...debug }),
      {
        status: "FAILED",
        error: "Boom",
        cause: "why",
        inspectionData: { input: { a: 1 }, afterInputPath: { a: 1 }, afterParameters: { MessageBody: 1 } },
      },
    ],
    [
      "that isn't come to",
      asking(task, { ...result({}), ...debug }),
      {
        status: "FAILED",
        error: "States.Runtime",
        cause: "The JSONPath '$.a' specified for the field 'MessageBody.$' could not be found in the input '{}'",
        inspectionData: { input: {}, afterInputPath: {} },
      },
    ],
  ])("%s", (_, request, expected) => check(request, expected));
});

describe("an error", () => {
  const caught: JsonObject = {
    ...task,
    Catch: [
      { ErrorEquals: ["Other"], Next: "O" },
      { ErrorEquals: ["States.ALL"], Next: "H", ResultPath: "$.e" },
    ],
  };
  const retried: JsonObject = {
    ...caught,
    Retry: [
      { ErrorEquals: ["Other"] },
      { ErrorEquals: ["Boom"], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 2, MaxDelaySeconds: 5 },
    ],
  };
  const input = { a: 1 };
  const shown = { input, afterInputPath: input, afterParameters: { MessageBody: 1 } };

  it.each<readonly [string, TestStateRequest, Json]>([
    [
      "is caught",
      asking(caught, { input, ...failing("Boom"), ...debug }),
      {
        status: "CAUGHT_ERROR",
        error: "Boom",
        cause: "why",
        nextState: "H",
        output: { a: 1, e: { Error: "Boom", Cause: "why" } },
        inspectionData: { ...shown, errorDetails: { catchIndex: 1 } },
      },
    ],
    [
      "is tried again",
      asking(retried, { input, ...failing("Boom"), ...debug }),
      {
        status: "RETRIABLE",
        error: "Boom",
        cause: "why",
        inspectionData: { ...shown, errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 3 } },
      },
    ],
    [
      "is tried again after a longer time",
      asking(retried, { input, ...failing("Boom"), ...debug, stateConfiguration: { retrierRetryCount: 1 } }),
      {
        status: "RETRIABLE",
        error: "Boom",
        cause: "why",
        inspectionData: { ...shown, errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 5 } },
      },
    ],
    [
      "is caught once the tries are used up",
      asking(retried, { input, ...failing("Boom"), stateConfiguration: { retrierRetryCount: 2 } }),
      {
        status: "CAUGHT_ERROR",
        error: "Boom",
        cause: "why",
        nextState: "H",
        output: { a: 1, e: { Error: "Boom", Cause: "why" } },
      },
    ],
    [
      "of the interpreter is neither",
      asking({ ...retried, ResultSelector: { "x.$": "$.none" } }, { input, ...result({}) }),
      {
        status: "FAILED",
        error: "States.Runtime",
        cause: "The JSONPath '$.none' specified for the field 'x.$' could not be found in the input '{}'",
      },
    ],
  ])("%s", (_, request, expected) => check(request, expected));

  it("of a JSONata state is shown to its catcher", () =>
    check(
      asking(
        {
          Type: "Task",
          QueryLanguage: "JSONata",
          Resource: sqs,
          Catch: [
            {
              ErrorEquals: ["Boom"],
              Output: "{% $states.errorOutput.Cause & $states.context.State.RetryCount %}",
              Next: "H",
            },
          ],
          End: true,
        },
        failing("Boom"),
      ),
      { status: "CAUGHT_ERROR", error: "Boom", cause: "why", nextState: "H", output: "why0" },
    ));
});
