import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile, type ExecuteOptions, type ExecutionResult, execute, lambda, taskError } from "./index.ts";

const examples = join(import.meta.dirname, "../examples");
const invoke = "arn:aws:states:::lambda:invoke";
const machine = (...states: readonly object[]) => ({
  StartAt: "S0",
  States: Object.fromEntries(
    states.map((state, index) => [
      `S${index}`,
      {
        ...state,
        ...("Type" in state && state.Type === "Succeed"
          ? {}
          : index === states.length - 1
            ? { End: true }
            : { Next: `S${index + 1}` }),
      },
    ]),
  ),
});
const pay = { Type: "Task", Resource: invoke, Parameters: { FunctionName: "pay", "Payload.$": "$" } };
const ask = {
  Type: "Task",
  Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  Parameters: { QueueUrl: "q", MessageBody: { "token.$": "$$.Task.Token" } },
};
const activityArn = "arn:aws:states:us-east-1:123456789012:activity:review";
const review = { Type: "Task", Resource: activityArn };
const wait = (seconds: number) => ({ Type: "Wait", Seconds: seconds });

async function check(
  definition: object,
  options: ExecuteOptions,
  expected: ExecutionResult | Partial<ExecutionResult>,
) {
  expect(await execute(definition, options).result).toMatchObject(expected);
}

describe("tasks", () => {
  const paid = { StatusCode: 200, Payload: { paid: 5 } };

  it.each<readonly [string, object, ExecuteOptions, Partial<ExecutionResult>]>([
    ["gives its value", pay, { tasks: { S0: () => paid } }, { status: "SUCCEEDED", output: paid }],
    ["may be asynchronous", pay, { tasks: { "S*": async () => paid } }, { status: "SUCCEEDED", output: paid }],
    [
      "gets what the task gets",
      pay,
      {
        input: { amount: 5 },
        tasks: { S0: (input: { Payload: { amount: number } }) => ({ Payload: input.Payload.amount }) },
      },
      { output: { Payload: 5 } },
    ],
    [
      "fails with what it throws",
      pay,
      {
        tasks: {
          S0: () => {
            throw taskError("OutOfStock", "Nothing left.");
          },
        },
      },
      { status: "FAILED", error: "OutOfStock", cause: "Nothing left." },
    ],
    [
      "plays a Lambda function",
      pay,
      { input: { amount: 5 }, tasks: { S0: lambda((event: { amount: number }) => ({ paid: event.amount })) } },
      { output: { ExecutedVersion: "$LATEST", StatusCode: 200, Payload: { paid: 5 } } },
    ],
    [
      "fails as a Lambda function does",
      pay,
      {
        tasks: {
          S0: lambda(() => {
            throw taskError("CardDeclined", "No money.");
          }),
        },
      },
      { error: "CardDeclined", cause: '{"errorType":"CardDeclined","errorMessage":"No money.","trace":[]}' },
    ],
    ["comes before entries", pay, { tasks: [{ kind: "mock", result: 1 }, { S0: () => paid }] }, { output: paid }],
    ["stands beside entries", pay, { tasks: [{ Other: () => 1 }, { kind: "mock", result: paid }] }, { output: paid }],
    [
      "is asked for where nothing answers",
      pay,
      {},
      { error: "Statecraft.NoHandler", cause: expect.stringContaining('tasks: { "S0": () => (') },
    ],
  ])("a function %s", (_, state, options, expected) => check(machine(state), options, expected));

  it("tells which call it is", async () => {
    const calls: unknown[] = [];
    const busy = { ...pay, Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 2 }] };
    await check(
      machine(busy),
      {
        tasks: {
          S0: (_, { attempt, invocation, state }) => {
            calls.push([state, attempt, invocation]);
            if (attempt < 3) throw taskError("Busy");
            return paid;
          },
        },
      },
      { output: paid },
    );
    expect(calls).toEqual([
      ["S0", 1, 0],
      ["S0", 2, 1],
      ["S0", 3, 2],
    ]);
  });

  it.each<readonly [ExecuteOptions, string]>([
    [{ tasks: { S0: 5 } as never }, '"tasks" needs a function for "S0": () => (5).'],
    [{ tasks: [{ kind: "magic" }] as never }, 'tasks[0] needs a "kind"'],
    [{ clock: "fast" as never }, '"clock" takes "skip", "real", "manual" or a factor'],
    [{ seed: 0.5 }, '"seed" takes a whole number'],
    [{ startTime: "soon" }, '"startTime" takes a moment'],
    [{ input: () => 1 }, '"input" must be something that JSON can hold'],
    [{ testCase: "X" }, "no mock-config file"],
  ])("%j is refused", (options, message) => {
    expect(() => execute(machine(pay), options)).toThrow(message);
  });

  it("prints what it has to say", async () => {
    const told: string[] = [];
    await execute(machine(pay), {
      tasks: { S0: () => ({ wrong: 1 }) },
      onPrint: (text, state) => told.push(`${state}: ${text}`),
    }).result;
    expect(told.join()).toContain("S0: Warning");
  });
});

describe("mocks", () => {
  const order = compile({ file: join(examples, "order-process/order-process.asl.json") });
  const input = { orderId: "o", items: [], customer: { country: "DE", email: "e" }, payment: { token: "t" } };
  const tasks = { PriceOrder: lambda(() => ({ total: 5, currency: "EUR" })) };

  it("are found by test case, and functions come before them", async () => {
    expect(await execute(order, { input, tasks, testCase: "HappyPath" }).result).toMatchObject({ status: "SUCCEEDED" });
    expect(await execute(order, { input, tasks, testCase: "PaymentFails" }).result).toMatchObject({ status: "FAILED" });
  });

  it("are named where there are several", () => {
    expect(() => execute(order, { input })).toThrow('"HappyPath", "PaymentFails", "LargeOrder" by "testCase"');
  });

  it("may be given as an object", () =>
    check(
      machine(pay),
      {
        mocks: {
          StateMachines: { any: { TestCases: { Only: { S0: "Paid" } } } },
          MockedResponses: { Paid: { "0": { Return: { Payload: 1 } } } },
        },
      },
      { output: { Payload: 1 } },
    ));
});

describe("tokens", () => {
  it("are sent from outside, while time stands still", async () => {
    const limited = { ...ask, TimeoutSeconds: 60 };
    const parallel = {
      Type: "Parallel",
      Branches: [machine(limited), { StartAt: "W", States: { W: { ...wait(30), End: true } } }],
    };
    const outer = { StartAt: "P", States: { P: { ...parallel, End: true } } };
    const execution = execute(outer, { awaitTokens: true, tasks: { S0: () => undefined } });
    const token = await execution.taskToken("S0");
    await new Promise((resolve) => setTimeout(resolve, 20));
    execution.sendTaskHeartbeat(token);
    execution.sendTaskSuccess(token, { approved: true });
    expect(() => execution.sendTaskSuccess(token)).toThrow("Task Timed Out");
    expect(() => execution.sendTaskSuccess("other")).toThrow("Invalid Token");
    expect(await execution.result).toMatchObject({ status: "SUCCEEDED" });
    const history = await execution.history;
    expect((history.at(-1)?.timestamp ?? 0) - (history[0]?.timestamp ?? 0)).toBe(30);
  });

  it("may fail the task", async () => {
    const execution = execute(machine(ask), {
      awaitTokens: true,
      tasks: { S0: (_, { token = "" }) => queueMicrotask(() => execution.sendTaskFailure(token, "No", "Never.")) },
    });
    expect(await execution.result).toEqual({ status: "FAILED", error: "No", cause: "Never." });
  });

  it("that nobody awaits run into the task's limit, or end the execution", async () => {
    const tasks = { S0: () => undefined };
    await check(machine({ ...ask, TimeoutSeconds: 60 }), { tasks }, { error: "States.Timeout" });
    await check(machine(ask), { tasks }, { status: "ABORTED", error: "Statecraft.NothingToWaitFor" });
  });

  it("are for workers of activities", async () => {
    const execution = execute(machine(review), { awaitTokens: true, input: { text: "Dear" } });
    const task = await execution.getActivityTask(activityArn, "me");
    expect(JSON.parse(task?.input ?? "")).toEqual({ text: "Dear" });
    execution.sendTaskSuccess(task?.taskToken ?? "", 7);
    expect(await execution.result).toEqual({ status: "SUCCEEDED", output: 7 });
    expect(await execution.getActivityTask(activityArn)).toBeUndefined();
    expect((await execution.history).map(({ type }) => type)).toContain("ActivityStarted");
    await expect(execution.taskToken("S0")).rejects.toThrow("the execution is SUCCEEDED");
  });
});

describe("time", () => {
  const start = Date.UTC(2026, 0, 1);

  it("is skipped, from the same moment each time", async () => {
    const execution = execute(machine(wait(3600)));
    await execution.result;
    expect(execution.clock.now()).toEqual(new Date(start + 3600_000));
    await expect(execution.clock.advance(1)).rejects.toThrow('{ clock: "manual" }');
  });

  it("passes as fast as asked", async () => {
    const began = performance.now();
    await execute(machine(wait(20)), { clock: 200 }).result;
    expect(performance.now() - began).toBeGreaterThanOrEqual(95);
  });

  it("stands still until it is advanced, and stops at each moment", async () => {
    const execution = execute(machine(wait(10), wait(20), { Type: "Pass" }), { clock: "manual" });
    const entered: string[] = [];
    const following = (async () => {
      for await (const { type, timestamp } of execution.events()) entered.push(`${type} ${timestamp - start / 1000}`);
    })();
    await execution.clock.advance(9);
    expect(entered.at(-1)).toBe("WaitStateEntered 0");
    await execution.clock.advance(2);
    expect(entered.at(-1)).toBe("WaitStateEntered 10");
    await execution.clock.advance(100);
    expect(await execution.result).toMatchObject({ status: "SUCCEEDED" });
    await following;
    expect(entered.at(-1)).toBe("ExecutionSucceeded 30");
    expect(execution.clock.now()).toEqual(new Date(start + 111_000));
  });

  it("by hand lets tokens time out when the time has come", async () => {
    const execution = execute(machine({ ...ask, TimeoutSeconds: 60 }), {
      clock: "manual",
      tasks: { S0: () => undefined },
    });
    await execution.taskToken("S0");
    await execution.clock.advance(59);
    expect(execution.sent).toEqual([]);
    await execution.clock.advance(1);
    expect(await execution.result).toMatchObject({ error: "States.Timeout" });
  });

  it("by hand is that of executions that it starts, too", async () => {
    const text = JSON.stringify(machine(wait(5)));
    const nested = {
      Type: "Task",
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      Parameters: { StateMachineArn: "x", Input: {} },
    };
    const execution = execute(machine(wait(5), nested), { clock: "manual", tasks: { S1: () => text } });
    await execution.clock.advance(5);
    expect(await execution.result).toMatchObject({ status: "SUCCEEDED" });
  });
});

describe("an execution", () => {
  it("is stopped", async () => {
    const execution = execute(machine(wait(10)), { clock: "manual" });
    execution.stop("Enough", "Seen enough.");
    expect(await execution.result).toEqual({ status: "ABORTED", error: "Enough", cause: "Seen enough." });
    execution.stop();
    expect((await execution.history).at(-1)).toMatchObject({ type: "ExecutionAborted" });
  });

  it("tells what it sent", async () => {
    const send = {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: { QueueUrl: "q", MessageBody: { a: 1 } },
    };
    const execution = execute(machine(send), { tasks: [{ kind: "builtin" }] });
    await execution.result;
    expect(execution.sent).toMatchObject([{ service: "sqs", to: "q", body: { a: 1 }, state: "S0" }]);
  });

  it("leads to the stand-in of a service that nothing answers", async () => {
    const send = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", Parameters: { QueueUrl: "q" } };
    const cause = expect.stringContaining('tasks: [{ kind: "builtin" }]');
    expect(await execute(machine(send)).result).toMatchObject({ error: "Statecraft.NoHandler", cause });
  });

  it("has the machine's name, type and placeholders", async () => {
    const definition = {
      QueryLanguage: "JSONata",
      ...machine({ Type: "Pass", Output: ["{% $states.context.StateMachine.Name %}", "${Bucket}"] }),
    };
    const named = compile(definition, { name: "orders", type: "EXPRESS", substitutions: { Bucket: "b" } });
    expect(await execute(named, { seed: 7 }).result).toMatchObject({ output: ["orders", "b"] });
    expect(named).toMatchObject({ name: "orders", type: "EXPRESS" });
  });
});
