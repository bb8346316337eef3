import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analyze, type Json, type JsonObject, notations, type StateMachine } from "../language/index.ts";
import { apiHistory, localAccount, setUp } from "./execute.ts";
import { createRouter } from "./tasks/router.ts";
import type { TaskConfig } from "./tasks/task-config.ts";

function machineOf(definition: JsonObject): StateMachine {
  const text = JSON.stringify(definition);
  const [machine] = analyze({ uri: "case:", version: 0, notation: notations.json, text }).model.machines;
  if (!machine) throw new Error("There is no machine.");
  return machine;
}

const single = (state: JsonObject): JsonObject => ({ StartAt: "S", States: { S: { ...state, End: true } } });

const startTask = (suffix: string, more: JsonObject = {}): JsonObject =>
  single({
    Type: "Task",
    Resource: `arn:aws:states:::states:startExecution${suffix}`,
    Parameters: { StateMachineArn: "child", "Input.$": "$", ...more },
  });

const children: { [name: string]: JsonObject } = {
  slow: {
    StartAt: "W",
    States: { W: { Type: "Wait", Seconds: 60, Next: "S" }, S: { Type: "Pass", Result: 7, End: true } },
  },
  fails: { StartAt: "S", States: { S: { Type: "Fail", Error: "Broken", Cause: "No luck" } } },
  hangs: { TimeoutSeconds: 5, ...single({ Type: "Wait", Seconds: 60 }) },
  sends: single({
    Type: "Task",
    Resource: "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess",
    Parameters: { "TaskToken.$": "$.token", Output: { ok: true } },
  }),
  forever: startTask(".sync"),
};

interface Ran {
  readonly status: string;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly end: string;
  readonly types: readonly string[];
  readonly seconds: number;
}

interface Wanted {
  readonly child?: string;
  readonly input?: Json;
  readonly tasks?: readonly TaskConfig[];
  readonly asksForTokens?: boolean;
}

function prepared(definition: JsonObject, { child = "slow", input = {}, tasks = builtin, ...more }: Wanted) {
  const context = { ...localAccount, folder: ".", node: process.execPath, environment: {} };
  const router = createRouter({ tasks, context });
  const found = { machine: machineOf(children[child] ?? {}), name: "child", type: "STANDARD" } as const;
  const driver = setUp({
    ...{ machine: machineOf(definition), name: "parent", router, seed: 1, type: "STANDARD", limits: "aws" },
    ...more,
    input: { text: JSON.stringify(input), value: input },
    clock: { speed: "skip", start: 0 },
    restorable: false,
    machines: (named) => (named.includes("child") ? found : undefined),
    onUnhandled: (_, reason, answer) => answer({ kind: "failed", error: { error: "Unhandled", cause: reason } }),
  });
  driver.start();
  return { driver, router };
}

const builtin: readonly TaskConfig[] = [{ kind: "builtin", options: {} }];

async function run(definition: JsonObject, wanted: Wanted = {}): Promise<Ran> {
  const { driver, router } = prepared(definition, wanted);
  const end = await driver.run();
  driver.dispose();
  router.dispose();
  const { status, output, error } = driver.engine.execution.state;
  const types = apiHistory(driver.engine).map(({ type }) => type);
  const seconds = Math.round(driver.clock.now() / 1000);
  return { status, end, types, seconds, ...(output !== undefined && { output }), ...error };
}

describe("startExecution", () => {
  it("that is not waited for gives the execution at once", async () => {
    const { status, output, seconds } = await run(startTask("", { Name: "one" }));
    expect([status, seconds]).toEqual(["SUCCEEDED", 0]);
    expect(output).toMatchObject({
      ExecutionArn: "arn:aws:states:us-east-1:123456789012:execution:child:one",
      StartDate: "1970-01-01T00:00:00.000Z",
    });
  });

  it(".sync:2 waits, on the same clock, for the parsed output", async () => {
    const { output, seconds, types } = await run(startTask(".sync:2"), { input: { a: 1 } });
    expect(seconds).toBe(60);
    expect(output).toMatchObject({ Status: "SUCCEEDED", Input: { a: 1 }, Output: 7, StopDate: 60_000 });
    expect(types.slice(2, 6)).toEqual(["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"]);
  });

  it(".sync gives texts", async () => {
    const { output } = await run(startTask(".sync"), { input: { a: 1 } });
    expect(output).toMatchObject({ Input: '{"a":1}', Output: "7" });
  });

  it.each<[string, object]>([
    ["fails", { Status: "FAILED", Error: "Broken", Cause: "No luck" }],
    ["hangs", { Status: "TIMED_OUT" }],
  ])(".sync fails with the record of what %s", async (child, record) => {
    const { error, cause = "" } = await run(startTask(".sync"), { child });
    expect(error).toBe("States.TaskFailed");
    expect(JSON.parse(cause)).toMatchObject(record);
  });

  it("of a machine that isn't there fails as the service does", async () => {
    expect(await run(startTask("", { StateMachineArn: "other" }))).toMatchObject({
      error: "StepFunctions.StateMachineDoesNotExistException",
      cause: expect.stringMatching(/^State Machine Does Not Exist: 'other' \(Service: AWSStepFunctions; /),
    });
  });

  it("ends machines that start themselves without end", async () => {
    const { error, cause } = await run(startTask(".sync"), { child: "forever" });
    expect(error).toBe("States.TaskFailed");
    expect(cause).toHaveLength(32_768);
  });
});

describe("a task that waits for its token", () => {
  const waits = (resource: string, parameters: JsonObject, more: JsonObject = {}): JsonObject =>
    single({ Type: "Task", Resource: `${resource}.waitForTaskToken`, Parameters: parameters, ...more });
  const queued = { QueueUrl: "q", "MessageBody.$": "$$.Task.Token" };

  it("goes on when the execution that it started sends the token", async () => {
    const definition = waits("arn:aws:states:::states:startExecution", {
      StateMachineArn: "child",
      Input: { "token.$": "$$.Task.Token" },
    });
    const { status, output, types } = await run(definition, { child: "sends" });
    expect([status, output]).toEqual(["SUCCEEDED", { ok: true }]);
    expect(types).toContain("TaskSubmitted");
  });

  it("goes on when the function that got it sends it, even before the request is through", async () => {
    const options = { handler: "kinds.sendsToken", cwd: join(import.meta.dirname, "../test/kit/handlers") };
    const definition = waits("arn:aws:states:::lambda:invoke", {
      FunctionName: "sends",
      Payload: { "token.$": "$$.Task.Token", output: { sent: true } },
    });
    const ran = await run(definition, { tasks: [{ kind: "node", options }] });
    expect([ran.status, ran.output]).toEqual(["SUCCEEDED", { sent: true }]);
    expect(ran.types.slice(2, 6)).toEqual(["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"]);
  });

  it("times out where nobody sends it", async () => {
    const { error, seconds } = await run(waits("arn:aws:states:::sqs:sendMessage", queued, { TimeoutSeconds: 30 }));
    expect([error, seconds]).toEqual(["States.Timeout", 30]);
  });

  it("is asked for once, where somebody may give it, before its time limit is over", async () => {
    const definition = waits("arn:aws:states:::sqs:sendMessage", queued, { TimeoutSeconds: 30 });
    const { driver } = prepared(definition, { asksForTokens: true });
    expect(await driver.run()).toBe("waiting");
    expect(driver.clock.now()).toBe(0);
    const [token = ""] = driver.tokens.open.keys();
    expect(driver.tokens.sendTaskSuccess(token, 5)).toEqual({ ok: true });
    expect(await driver.run()).toBe("ended");
    expect(driver.engine.execution.state.output).toBe(5);
    expect(driver.tokens.sendTaskHeartbeat(token)).toMatchObject({ error: "TaskTimedOut" });
  });

  it("stands still where it has no time limit either", async () => {
    expect((await run(waits("arn:aws:states:::sqs:sendMessage", queued))).end).toBe("waiting");
  });

  it("is stopped with nested executions that wait as well", async () => {
    children.stuck = waits("arn:aws:states:::sqs:sendMessage", queued);
    expect((await run(startTask(".sync"), { child: "stuck" })).end).toBe("waiting");
  });
});
