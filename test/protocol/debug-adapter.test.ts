import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { UnmockedTask } from "../../debugger/protocol.ts";
import { buildInto } from "../../scripts/build.mjs";
import { type DebugClient, startDebugAdapter, startListeningAdapter } from "../kit/debug-client.ts";
import { hasProtocolSchema } from "../kit/protocol-schema.ts";

if (!hasProtocolSchema) {
  if (process.env.CI) throw new Error("The schema of the Debug Adapter Protocol is missing.");
  console.warn("Messages are not checked by the schema of the Debug Adapter Protocol: it isn't there.");
}

const ORDERS = `{
  "StartAt": "Price",
  "States": {
    "Price": {
      "Type": "Pass",
      "Parameters": { "total.$": "$.amount" },
      "ResultPath": "$.price",
      "Next": "Charge"
    },
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "charge", "Payload.$": "$.price" },
      "ResultSelector": { "id.$": "$.Payload.id" },
      "ResultPath": "$.payment",
      "Retry": [
        { "ErrorEquals": ["Busy"], "IntervalSeconds": 3 }
      ],
      "Catch": [
        { "ErrorEquals": ["Declined"], "ResultPath": "$.failure", "Next": "Refuse" }
      ],
      "Next": "Done"
    },
    "Refuse": { "Type": "Fail", "Error": "Refused", "Cause": "No money" },
    "Done": { "Type": "Succeed" }
  }
}
`;

const PARTS = `StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Left
        States:
          Left: {Type: Pass, End: true}
      - StartAt: Each
        States:
          Each:
            Type: Map
            ItemsPath: $.items
            ItemProcessor:
              StartAt: Take
              States:
                Take:
                  Type: Pass
                  End: true
            End: true
    Next: Done
  Done:
    Type: Succeed
`;

let built: string;
let program: string;
let folder: string;
let client: DebugClient;

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), "statecraft-"));
  program = await buildInto("debugger/main.ts", built);
}, 60_000);
afterAll(() => rm(built, { recursive: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "statecraft-orders-"));
  await writeFile(join(folder, "orders.asl.json"), ORDERS);
  await writeFile(join(folder, "parts.asl.yaml"), PARTS);
  client = startDebugAdapter(program);
});
afterEach(async () => {
  if (client.process.exitCode === null) client.process.kill("SIGKILL");
  expect(client.faults).toEqual([]);
  await rm(folder, { recursive: true });
});

const file = (name: string): string => join(folder, name);

const initialize = (more: object = {}): Promise<unknown> =>
  client.request("initialize", {
    adapterID: "asl",
    clientID: "test",
    pathFormat: "path",
    supportsInvalidatedEvent: true,
    ...more,
  });

interface Start {
  readonly launch?: object;
  readonly breakpoints?: readonly DebugProtocol.SourceBreakpoint[];
  readonly filters?: readonly string[];
  readonly program?: string;
}

/** Starts an execution as editors do. */
async function start({
  launch = {},
  breakpoints,
  filters = ["uncaught"],
  program: name = "orders.asl.json",
}: Start = {}) {
  await initialize();
  await client.event("initialized");
  if (breakpoints) await client.request("setBreakpoints", { source: { path: file(name) }, breakpoints });
  await client.request("setExceptionBreakpoints", { filters });
  const launched = client.request("launch", { program: file(name), input: { amount: 5 }, seed: 1, ...launch });
  await client.request("configurationDone");
  await launched;
}

const charge = (...answers: object[]): object => ({
  StateMachines: { orders: { TestCases: { All: { Charge: "Charged" } } } },
  MockedResponses: { Charged: Object.fromEntries(answers.map((answer, call) => [call, answer])) },
});
const charged = charge({ Return: { Payload: { id: "p1" } } });
const declined = charge({ Throw: { Error: "Declined", Cause: "Expired" } });

const stopped = (): Promise<DebugProtocol.StoppedEvent["body"]> => client.event("stopped");

const stackOf = async (threadId = 1): Promise<readonly DebugProtocol.StackFrame[]> =>
  (await client.request<DebugProtocol.StackTraceResponse["body"]>("stackTrace", { threadId })).stackFrames;

/** The names of a thread's stack frames with their lines: `Parameters:6 Price:4 orders:2`. */
const stackText = async (threadId = 1): Promise<string> =>
  (await stackOf(threadId)).map(({ name, line }) => `${name}:${line}`).join(" ");

async function scopesOf(threadId = 1): Promise<ReadonlyMap<string, DebugProtocol.Scope>> {
  const [top] = await stackOf(threadId);
  const { scopes } = await client.request<DebugProtocol.ScopesResponse["body"]>("scopes", { frameId: top?.id });
  return new Map(scopes.map((scope) => [scope.name, scope]));
}

const variablesOf = async (variablesReference: number, more: object = {}): Promise<readonly DebugProtocol.Variable[]> =>
  (await client.request<DebugProtocol.VariablesResponse["body"]>("variables", { variablesReference, ...more }))
    .variables;

async function scopeText(name: string, threadId = 1): Promise<string> {
  const scope = (await scopesOf(threadId)).get(name);
  if (!scope) return "no such scope";
  return (await variablesOf(scope.variablesReference)).map((each) => `${each.name}=${each.value}`).join(" ");
}

const evaluate = async (expression: string, context = "repl"): Promise<string> => {
  const [top] = await stackOf();
  return (
    await client.request<DebugProtocol.EvaluateResponse["body"]>("evaluate", { expression, context, frameId: top?.id })
  ).result;
};

async function ended(): Promise<number> {
  const { exitCode } = await client.event<DebugProtocol.ExitedEvent["body"]>("exited");
  await client.event("terminated");
  await client.request("disconnect");
  expect(await client.exited).toBe(0);
  return exitCode;
}

const go = (command: string, threadId = 1): Promise<unknown> => client.request(command, { threadId });

describe("the debug adapter over pipes", () => {
  it("advertises only what it answers", async () => {
    const capabilities = await initialize();
    expect(capabilities).toMatchInlineSnapshot(`
      {
        "exceptionBreakpointFilters": [
          {
            "conditionDescription": "Names of errors, such as States.Timeout, Lambda.*",
            "default": true,
            "description": "Stops where an error ends the execution.",
            "filter": "uncaught",
            "label": "Uncaught errors",
            "supportsCondition": true,
          },
          {
            "conditionDescription": "Names of errors, such as States.Timeout, Lambda.*",
            "description": "Stops at errors that a catcher will take.",
            "filter": "caught",
            "label": "Caught errors",
            "supportsCondition": true,
          },
          {
            "conditionDescription": "Names of errors, such as States.Timeout, Lambda.*",
            "description": "Stops at errors after which a retrier will try again.",
            "filter": "retried",
            "label": "Retried errors",
            "supportsCondition": true,
          },
        ],
        "supportsBreakpointLocationsRequest": true,
        "supportsClipboardContext": true,
        "supportsConditionalBreakpoints": true,
        "supportsConfigurationDoneRequest": true,
        "supportsDelayedStackTraceLoading": true,
        "supportsEvaluateForHovers": true,
        "supportsExceptionFilterOptions": true,
        "supportsExceptionInfoRequest": true,
        "supportsHitConditionalBreakpoints": true,
        "supportsLogPoints": true,
        "supportsRestartRequest": true,
        "supportsSetVariable": true,
        "supportsTerminateRequest": true,
      }
    `);
  });

  it("stops at a breakpoint, shows values, steps, and ends", async () => {
    await start({ launch: { mocks: charged }, breakpoints: [{ line: 11 }] });
    expect(await stopped()).toEqual({
      reason: "breakpoint",
      description: "Paused at Charge",
      threadId: 1,
      allThreadsStopped: true,
      hitBreakpointIds: [1],
    });
    expect(await client.request("threads")).toEqual({ threads: [{ id: 1, name: "main" }] });
    expect(await stackText()).toBe("Charge:10 orders:2");
    expect(await scopeText("State input")).toBe('amount=5 price={"total": 5}');
    expect(await evaluate("$.price.total")).toBe("5");
    await go("stepIn");
    expect((await stopped()).description).toBe("Paused at Parameters of Charge");
    await go("next");
    expect((await stopped()).description).toBe("Paused at Call of Charge");
    expect(await scopeText("Parameters")).toBe('FunctionName="charge" Payload={"total": 5}');
    await go("next");
    expect((await stopped()).description).toBe("Paused at ResultSelector of Charge");
    await go("stepOut");
    expect((await stopped()).description).toBe("Paused at Next of Charge");
    expect(await scopeText("Output")).toBe('amount=5 price={"total": 5} payment={"id": "p1"}');
    await go("next");
    expect((await stopped()).description).toBe("Paused at Done");
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toMatch(
      /^"orders" starts: seed 1, .* input \{"amount": 5\}\nSucceeded after 11 events\. Output:\n/s,
    );
  });

  it("runs without stopping", async () => {
    await start({ launch: { mocks: declined, noDebug: true, stopOnEntry: true }, breakpoints: [{ line: 11 }] });
    expect(await ended()).toBe(1);
    expect(client.output("stderr")).toBe("Failed after 10 events. Refused: No money\n");
    expect(client.order).not.toContain("<stopped>");
  });

  it("tells what becomes of an error", async () => {
    const answers = charge({ Throw: { Error: "Busy" } }, { Throw: { Error: "Declined", Cause: "Expired" } });
    await start({ launch: { mocks: answers }, filters: ["uncaught", "caught", "retried"] });
    expect(await stopped()).toMatchObject({
      reason: "exception",
      text: "Busy. Retry[0] tries again in 3 s (1 of 3).",
    });
    await go("continue");
    expect(await stopped()).toMatchObject({
      reason: "exception",
      description: "Paused on Declined",
      text: 'Declined: Expired. Catch[0] goes to "Refuse".',
    });
    expect(await scopeText("Error")).toBe('Error="Declined" Cause="Expired"');
    await go("continue");
    expect((await stopped()).text).toBe("Refused: No money. Nothing handles it: the execution fails.");
    expect(await client.request("exceptionInfo", { threadId: 1 })).toEqual({
      exceptionId: "Refused",
      description: "No money\n\nNothing handles it: the execution fails.",
      breakMode: "unhandled",
      details: { message: "No money", typeName: "Refused" },
    });
    await go("continue");
    expect(await ended()).toBe(1);
  });

  it("stops only at errors of the names that are asked for", async () => {
    await initialize();
    const filterOptions = [
      { filterId: "caught", condition: "Busy, Decl*" },
      { filterId: "uncaught", condition: "States.*" },
    ];
    await client.request("setExceptionBreakpoints", { filters: [], filterOptions });
    await client.request("launch", { program: file("orders.asl.json"), mocks: declined, input: { amount: 1 } });
    await client.request("configurationDone");
    expect((await stopped()).description).toBe("Paused on Declined");
    await go("continue");
    expect(await ended()).toBe(1);
  });
});

describe("a task without mock and handler", () => {
  const task = async (): Promise<UnmockedTask> => {
    await start();
    return client.event<UnmockedTask>("statecraft/unmocked");
  };

  it("stops at its result, with a skeleton", async () => {
    expect(await task()).toEqual({
      threadId: 1,
      path: "/States/Charge",
      state: "Charge",
      resource: "arn:aws:states:::lambda:invoke",
      payload: { FunctionName: "charge", Payload: { total: 5 } },
      skeleton: { StatusCode: 200, ExecutedVersion: "$LATEST", Payload: {} },
      message: '"Charge" has no mock and no handler: give it a result.',
    });
    const text = '"Charge" has no mock and no handler: give it a result.';
    expect(await stopped()).toMatchObject({ reason: "result wanted", description: text, text });
    expect(await stackText()).toBe("Call (waits for its result):12 Charge:10 orders:2");
    await go("continue");
    expect(await stopped()).toMatchObject({ text });
  });

  it("takes a result, and stops behind it", async () => {
    await task();
    await stopped();
    await client.request("statecraft/giveResult", { result: { Payload: { id: "typed" } } });
    expect((await stopped()).description).toBe("Paused at ResultSelector of Charge");
    expect(await scopeText("Result")).toBe('Payload={"id": "typed"}');
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("takes a result and goes on", async () => {
    await task();
    await stopped();
    await client.request("statecraft/giveResult", { result: { Payload: { id: "typed" } }, resume: true });
    expect(await client.event("continued")).toEqual({ threadId: 1, allThreadsContinued: true });
    expect(await ended()).toBe(0);
  });

  it("takes an error", async () => {
    await task();
    await stopped();
    await client.request("statecraft/giveResult", { error: "Declined", cause: "typed" });
    expect((await stopped()).text).toBe('Declined: typed. Catch[0] goes to "Refuse".');
  });

  it("takes a variable's new value", async () => {
    await task();
    await stopped();
    const variablesReference = (await scopesOf()).get("Result (to be given)")?.variablesReference;
    await client.request("setVariable", { variablesReference, name: "result", value: '{"Payload": {"id": "set"}}' });
    await stopped();
    expect(await scopeText("Result")).toBe('Payload={"id": "set"}');
  });

  it("takes lines of the console", async () => {
    await task();
    await stopped();
    await expect(evaluate("/result")).rejects.toThrow("Something is missing: write /result {}, for example.");
    await expect(evaluate("/result {")).rejects.toThrow('"{" is no JSON.');
    await expect(evaluate("/nothing")).rejects.toThrow('There is no command "/nothing": /help lists them.');
    expect(await evaluate("/help")).toContain("/fail NAME [CAUSE]");
    expect(await evaluate("/fail Busy at the moment")).toBe("The task fails with Busy.");
    expect((await stopped()).text).toBe("Busy: at the moment. Retry[0] tries again in 3 s (1 of 3).");
    await go("continue");
    await stopped();
    expect(await evaluate('/result {"Payload": $.price}').catch((error: Error) => error.message)).toContain(
      "is no JSON",
    );
    expect(await evaluate("/result $")).toBe("The task has its result.");
    await stopped();
    expect(await scopeText("Result")).toBe('FunctionName="charge" Payload={"total": 5}');
  });

  it("is saved as a mock, with which the next run goes through", async () => {
    await task();
    await stopped();
    const saved = await client.request("statecraft/saveMock", { result: { Payload: { id: "kept" } } });
    expect(saved).toEqual({ file: file("MockConfigFile.json"), testCase: "Default", response: "ChargeResult" });
    await stopped();
    await client.request("restart");
    expect(await ended()).toBe(0);
    expect(JSON.parse(await readFile(file("MockConfigFile.json"), "utf8"))).toEqual({
      StateMachines: { orders: { TestCases: { Default: { Charge: "ChargeResult" } } } },
      MockedResponses: { ChargeResult: { "0": { Return: { Payload: { id: "kept" } } } } },
    });
  });

  it("fails where nobody is asked", async () => {
    await start({ launch: { noDebug: true } });
    expect(await ended()).toBe(1);
    expect(client.output("stderr")).toContain(
      '"Charge" has no mock and no handler. A mock-config file that answers it:\n{',
    );
    expect(client.output("stderr")).toContain("Statecraft.NoHandler");
  });
});

describe("branches and iterations", () => {
  const parts = { program: "parts.asl.yaml", launch: { input: { items: ["a", "b"] } } };

  it("are threads of their own", async () => {
    await start({ ...parts, breakpoints: [{ line: 18 }] });
    const { threadId = 0 } = await stopped();
    const { threads } = await client.request<DebugProtocol.ThreadsResponse["body"]>("threads");
    expect(threads.map(({ name }) => name)).toEqual([
      "main",
      "Both, branch 2",
      "Both, branch 2 / Each[0]",
      "Both, branch 2 / Each[1]",
    ]);
    expect(await stackText(threadId)).toBe("Take:17 Each[0] of 2:11 Both, branch 2:3 parts:1");
    expect(await scopeText("State input", threadId)).toBe('input="a"');
    await go("continue");
    const second = await stopped();
    expect(await stackText(second.threadId)).toBe("Take:17 Each[1] of 2:11 Both, branch 2:3 parts:1");
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("are stepped into, and out of to where they join", async () => {
    await start({ ...parts, launch: { ...parts.launch, stopOnEntry: true } });
    expect((await stopped()).reason).toBe("entry");
    await go("stepIn");
    expect(await stackText((await stopped()).threadId)).toBe("Branches:5 Both:3 parts:1");
    await go("stepIn");
    const left = await stopped();
    expect(await stackText(left.threadId)).toBe("Left:8 Both, branch 1:3 parts:1");
    await go("stepOut", left.threadId);
    expect(await stopped()).toMatchObject({ threadId: 1, description: "Paused at Branches joined of Both" });
    await go("next");
    expect((await stopped()).description).toBe("Paused at Next of Both");
    await go("next");
    expect((await stopped()).description).toBe("Paused at Done");
  });

  it("are stepped over together", async () => {
    await start({ ...parts, launch: { ...parts.launch, stopOnEntry: true } });
    await stopped();
    await go("next");
    expect(await stopped()).toMatchObject({ threadId: 1, description: "Paused at Done" });
  });

  it("stand still while another is stepped through", async () => {
    await start({ ...parts, breakpoints: [{ line: 17, condition: "$$.Map.Item.Index == 1" }] });
    const { threadId = 0 } = await stopped();
    expect(await stackText(threadId)).toBe("Take:17 Each[1] of 2:11 Both, branch 2:3 parts:1");
    await go("next", threadId);
    expect((await stopped()).description).toBe("Paused at Iterations done of Each");
  });
});

describe("breakpoints", () => {
  it("are verified before the launch, where they come to lie", async () => {
    await initialize();
    const lines = [1, 4, 5, 6, 8, 13, 16, 17, 25].map((line) => ({ line }));
    const { breakpoints } = await client.request<DebugProtocol.SetBreakpointsResponse["body"]>("setBreakpoints", {
      source: { path: file("orders.asl.json") },
      breakpoints: lines,
    });
    const places = breakpoints.map(({ verified, line, column, message }) => (verified ? `${line}:${column}` : message));
    expect(places).toEqual([
      "No state stands here: set it on a state.",
      "4:5",
      "4:5",
      "6:7",
      "8:7",
      "13:7",
      "10:5",
      "17:9",
      "25:5",
    ]);
  });

  it("say why nothing can be stopped in a document", async () => {
    await initialize();
    await writeFile(file("other.json"), '{"a": 1}');
    const set = async (path: string) => {
      const args = { source: { path }, breakpoints: [{ line: 1 }] };
      const { breakpoints } = await client.request<DebugProtocol.SetBreakpointsResponse["body"]>(
        "setBreakpoints",
        args,
      );
      return breakpoints[0]?.message;
    };
    expect(await set(file("other.json"))).toContain("is no state machine");
    expect(await set(file("none.json"))).toContain("there is no such file");
    expect(await set("untitled:Untitled-1")).toContain("isn't saved");
  });

  it("follow the text that is run", async () => {
    await initialize();
    const source = { path: "untitled:Untitled-1" };
    await client.request("setBreakpoints", { source, breakpoints: [{ line: 3 }] });
    await client.request("launch", { text: PARTS, uri: "untitled:Untitled-1", input: { items: [] }, cwd: folder });
    const { breakpoint } = await client.event<DebugProtocol.BreakpointEvent["body"]>("breakpoint");
    expect(breakpoint).toMatchObject({
      id: 1,
      verified: true,
      line: 3,
      source: { name: "Untitled-1", path: "untitled:Untitled-1" },
    });
    await client.request("configurationDone");
    expect((await stopped()).hitBreakpointIds).toEqual([1]);
    expect((await stackOf())[0]?.source).toEqual({ name: "Untitled-1", path: "untitled:Untitled-1" });
  });

  it("have conditions, hit counts and messages", async () => {
    const breakpoints = [
      { line: 4, logMessage: "Price of {$.amount} in {{JSON}}, {$.none}" },
      { line: 5, condition: "$.amount > 5" },
      { line: 6, condition: "$.amount >= 5 && $.other != 1", hitCondition: "==1" },
      { line: 11, condition: "$.amount =" },
    ];
    await start({ breakpoints, launch: { mocks: charged } });
    expect(await stopped()).toMatchObject({ description: "Paused at Parameters of Price", hitBreakpointIds: [3] });
    expect(client.output("console")).toContain("Price of 5 in {JSON}, {$.none: ");
    await go("continue");
    const { text } = await stopped();
    expect(text).toContain('The condition "$.amount =" can\'t be evaluated: ');
  });

  it("may stand on any field of a line", async () => {
    await initialize();
    const places = await client.request<DebugProtocol.BreakpointLocationsResponse["body"]>("breakpointLocations", {
      source: { path: file("parts.asl.yaml") },
      line: 8,
    });
    expect(places.breakpoints.map(({ line, column }) => `${line}:${column}`)).toEqual(["8:11", "8:30"]);
  });

  it("count from 0 where the client does, and take URIs", async () => {
    await initialize({ linesStartAt1: false, columnsStartAt1: false, pathFormat: "uri" });
    const path = `file://${file("orders.asl.json")}`;
    const args = { source: { path }, breakpoints: [{ line: 3 }] };
    const { breakpoints } = await client.request<DebugProtocol.SetBreakpointsResponse["body"]>("setBreakpoints", args);
    expect(breakpoints).toMatchObject([{ verified: true, line: 3, column: 4, source: { path } }]);
    await client.request("launch", { program: file("orders.asl.json") });
    await client.request("configurationDone");
    await stopped();
    expect((await stackOf())[0]).toMatchObject({ line: 3, column: 4, source: { path } });
  });
});

describe("values", () => {
  const big = Array.from({ length: 250 }, (_, index) => ({ index }));

  it("are paged where they are many", async () => {
    await start({ launch: { input: { amount: 1, big }, stopOnEntry: true } });
    await stopped();
    const scope = (await scopesOf()).get("State input");
    const [, list] = await variablesOf(scope?.variablesReference ?? 0);
    expect(list).toMatchObject({ name: "big", type: "array", indexedVariables: 250, evaluateName: "$.big" });
    expect(list?.value).toMatch(/^\(250\) \[\{"index": 0\}, .*…$/);
    const page = await variablesOf(list?.variablesReference ?? 0, { filter: "indexed", start: 100, count: 2 });
    expect(page.map(({ name, value }) => `${name}: ${value}`)).toEqual(['100: {"index": 100}', '101: {"index": 101}']);
    expect(await variablesOf(list?.variablesReference ?? 0, { filter: "named" })).toEqual([]);
    expect(await evaluate("$.big", "clipboard")).toBe(JSON.stringify(big, null, 2));
  });

  it("are changed where they stand", async () => {
    await start({ launch: { stopOnEntry: true, mocks: charged } });
    await stopped();
    const variablesReference = (await scopesOf()).get("State input")?.variablesReference;
    await client.request("setVariable", { variablesReference, name: "amount", value: "States.MathAdd($.amount, 37)" });
    expect(await client.event("invalidated")).toEqual({ areas: ["variables"] });
    expect(await evaluate("$.amount", "watch")).toBe("42");
    await expect(
      client.request("setVariable", { variablesReference, name: "amount", value: "nonsense" }),
    ).rejects.toThrow('"nonsense" is no JSON.');
    await go("next");
    await stopped();
    expect(await scopeText("State input")).toBe('amount=42 price={"total": 42}');
    const later = (await scopesOf()).get("Context")?.variablesReference;
    await expect(
      client.request("setVariable", { variablesReference: later, name: "State", value: "1" }),
    ).rejects.toThrow('"State" can\'t be changed at this moment.');
  });

  it("can be asked for in the state's language only", async () => {
    await start({ launch: { stopOnEntry: true } });
    await stopped();
    expect(await evaluate("States.Format('{} of {}', $.amount, $$.State.Name)", "hover")).toBe('"5 of Price"');
    await expect(evaluate("amount")).rejects.toThrow('"amount" is no JSONPath');
    await expect(evaluate("$.none")).rejects.toThrow(/none/);
    await expect(evaluate("$.")).rejects.toThrow();
    await expect(evaluate("  ")).rejects.toThrow("There is nothing to evaluate.");
  });

  it("are gone when the execution has moved on", async () => {
    await start({ launch: { stopOnEntry: true, mocks: charged } });
    await stopped();
    const scope = (await scopesOf()).get("State input");
    const [top] = await stackOf();
    await go("next");
    await stopped();
    await expect(variablesOf(scope?.variablesReference ?? 0)).rejects.toThrow("The execution has moved on.");
    await expect(client.request("scopes", { frameId: top?.id })).rejects.toThrow("The execution has moved on.");
    await expect(client.request("stackTrace", { threadId: 99 })).rejects.toThrow();
  });
});

describe("launch fields", () => {
  const refused = async (fields: object): Promise<string> => {
    await initialize();
    return client.request("launch", fields).then(
      () => "launched",
      (error: Error) => error.message,
    );
  };

  it.each<[string, object, string]>([
    ["no program", {}, '"program" is missing: name the file that holds the definition.'],
    ["an untitled document without its text", { program: "untitled:Untitled-1" }, "is no file: save it first."],
    ["a program that isn't there", { program: "none.json" }, "there is no such file."],
    ["a program that is no definition", { program: "other.json" }, "is no state machine."],
    ["an input that is no JSON", { input: '{"a": ' }, '"input" is no JSON: '],
    ["an input that is no file", { input: "none.json" }, '"input" is neither JSON nor a file: '],
    ["an input file that is no JSON", { input: "broken.json" }, "is no JSON: "],
    ["an input for an editor", { input: "prompt" }, '"input": "prompt" needs an editor that knows it'],
    ["mocks that aren't there", { mocks: "none.json" }, "there is no such file."],
    ["mocks without machines", { mocks: {} }, 'The mock-config file "mocks" can\'t be used: '],
    ["an unknown test case", { mocks: charged, testCase: "Other" }, '"mocks" has no test case "Other": it has "All".'],
    ["tasks without kind", { tasks: [{}] }, 'tasks[0] needs a "kind"'],
    ["a clock that isn't one", { clock: "slow" }, '"clock" takes "skip", "real" or a factor such as 10, not "slow".'],
    ["a seed that isn't one", { seed: 1.5 }, '"seed" takes a whole number, not 1.5.'],
    ["an unknown type", { stateMachineType: "FAST" }, '"stateMachineType" takes "STANDARD" or "EXPRESS", not "FAST".'],
    ["unknown limits", { limits: "some" }, '"limits" takes "aws" or "none", not "some".'],
    ["a flag that isn't one", { stopOnEntry: "yes" }, '"stopOnEntry" takes true or false, not "yes".'],
    ["a text that isn't one", { testCase: 3 }, '"testCase" takes a text, not 3.'],
  ])("say what is wrong with %s", async (_, fields, message) => {
    await writeFile(file("other.json"), '{"a": 1}');
    await writeFile(file("broken.json"), "{");
    const named =
      "program" in fields
        ? fields
        : Object.keys(fields).length > 0
          ? { program: "orders.asl.json", ...fields }
          : fields;
    expect(await refused({ cwd: folder, ...named })).toContain(message);
  });

  it("name the test cases to choose from", async () => {
    const config = { ...charged, StateMachines: { orders: { TestCases: { A: {}, B: {} } } } };
    await writeFile(file("MockConfigFile.json"), JSON.stringify(config));
    expect(await refused({ program: file("orders.asl.json") })).toContain('set "testCase" to one of "A", "B".');
  });

  it("find input, mocks and project beside the definition", async () => {
    await writeFile(file("MockConfigFile.json"), JSON.stringify(charged));
    await writeFile(file("five.input.json"), '{"amount": 5}');
    await start({ launch: { input: "five.input.json" } });
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('test case "All" of MockConfigFile.json');
  });

  it("leave handlers alone where the folder isn't trusted", async () => {
    await start({ launch: { mocksOnly: true, tasks: [{ kind: "node", handler: "charge.handler" }] } });
    expect((await stopped()).text).toContain("has no mock and no handler");
  });
});

describe("handlers", () => {
  const HANGS = "export const handler = async () => { console.log('pid ' + process.pid); for (;;); };";
  const tasks = [{ function: "charge", kind: "node", handler: "charge.handler" }];

  const pidPrinted = async (): Promise<number> => {
    for (;;) {
      const { output } = await client.event<DebugProtocol.OutputEvent["body"]>("output");
      const pid = /pid (\d+)/.exec(output)?.[1];
      if (pid) return Number(pid);
    }
  };

  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  const dies = (pid: number): Promise<void> =>
    expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false) as Promise<void>;

  it("print, and give their result", async () => {
    const code = "export const handler = (event) => { console.log('charging ' + event.total); return { id: 'n1' }; };";
    await writeFile(file("charge.mjs"), code);
    await start({ launch: { tasks } });
    expect(await ended()).toBe(0);
    expect(client.output("stdout")).toBe("[Charge] charging 5\n");
    expect(client.output("console")).toContain('"id": "n1"');
  });

  it("that hang can be paused at, and don't outlive the session", async () => {
    await writeFile(file("charge.mjs"), HANGS);
    await start({ launch: { tasks } });
    const pid = await pidPrinted();
    await go("pause");
    expect(await stopped()).toMatchObject({ reason: "pause", description: "Paused at Call of Charge" });
    await go("continue");
    await client.request("disconnect");
    expect(await client.exited).toBe(0);
    await dies(pid);
  });

  it("that hang end with the execution", async () => {
    await writeFile(file("charge.mjs"), HANGS);
    await start({ launch: { tasks } });
    const pid = await pidPrinted();
    await client.request("terminate");
    expect(await ended()).toBe(3);
    await dies(pid);
  });

  it("end when the client is gone without a word", async () => {
    await writeFile(file("charge.mjs"), HANGS);
    await start({ launch: { tasks } });
    const pid = await pidPrinted();
    client.process.stdin?.end();
    expect(await client.exited).toBe(0);
    await dies(pid);
  });

  it("end when nobody reads what the adapter says any more", async () => {
    await start({ breakpoints: [{ line: 4 }], launch: { mocks: charged } });
    await stopped();
    client.process.stdout?.destroy();
    client.process.stdin?.end();
    expect(await client.exited).toBe(0);
  });

  it.each<[string, string | undefined, string]>([
    ["throws", "export const handler = () => { throw new TypeError('No money'); };", "TypeError"],
    ["doesn't exist", undefined, "There is no module at"],
    ["has no such function", "export const other = 1;", 'exports no function \\"handler\\"'],
  ])("that %s fail with a clear error", async (_, code, message) => {
    if (code) await writeFile(file("charge.mjs"), code);
    await start({ launch: { tasks } });
    expect((await stopped()).text).toContain(message);
    await go("continue");
    expect(await ended()).toBe(1);
  });
});

describe("messages in any order", () => {
  it("start when both launch and configuration are there", async () => {
    await initialize();
    await client.request("configurationDone");
    await client.request("launch", { program: file("orders.asl.json"), mocks: charged, input: { amount: 5 } });
    expect(await ended()).toBe(0);
  });

  it("refuse steps while it runs, answer 50 of them, and end", async () => {
    await start({ launch: { mocks: charged, stopOnEntry: true } });
    await stopped();
    const steps = await Promise.allSettled(Array.from({ length: 50 }, () => go("next")));
    const reasons = steps.flatMap((step) => (step.status === "rejected" ? [String(step.reason.message)] : []));
    expect(new Set(reasons)).toEqual(new Set(["notStopped"]));
    await client.request("terminate");
    await client.request("terminate");
    expect(await ended()).toBe(3);
  });

  it.each(["before the launch", "after the launch", "at a stop", "after the end"])("disconnect %s", async (when) => {
    await initialize();
    const launch = {
      program: file("orders.asl.json"),
      mocks: charged,
      input: { amount: 5 },
      stopOnEntry: when === "at a stop",
    };
    if (when !== "before the launch") await client.request("launch", launch);
    if (when === "at a stop" || when === "after the end") await client.request("configurationDone");
    if (when === "at a stop") await stopped();
    if (when === "after the end") await client.event("terminated");
    await client.request("disconnect");
    expect(await client.exited).toBe(0);
  });

  it("refuse what they don't know", async () => {
    await expect(client.request("threads")).resolves.toEqual({ threads: [] });
    await expect(client.request("stepBack", { threadId: 1 })).rejects.toThrow('does not know the request "stepBack"');
    await expect(client.request("evaluate", { expression: "1" })).rejects.toThrow("Nothing is being debugged.");
    await expect(client.request("stackTrace", { threadId: 1 })).rejects.toThrow("Nothing is being debugged.");
  });

  it("begin again with what the file says now", async () => {
    await start({ launch: { mocks: charged, stopOnEntry: true } });
    await stopped();
    await writeFile(file("orders.asl.json"), ORDERS.replaceAll('"Price"', '"Cost"'));
    await client.request("restart");
    expect((await stopped()).description).toBe("Paused at Cost");
    await go("continue");
    expect(await ended()).toBe(0);
  });
});

describe("the overlay", () => {
  it("tells where it stands before it stops, and how it ended", async () => {
    await start({ launch: { mocks: declined }, breakpoints: [{ line: 24 }], filters: [] });
    const first = await client.event<{ readonly run: { readonly id: string } }>("statecraft/overlay");
    await stopped();
    expect(client.order.indexOf("<statecraft/overlay>")).toBeLessThan(client.order.indexOf("<stopped>"));
    const whole = await client.request<{ readonly run: object }>("statecraft/overlay");
    expect(whole).toMatchObject({ kind: "overlay", run: { id: first.run.id } });
    expect(whole.run).toMatchObject({
      status: "paused",
      current: "/States/Refuse",
      states: {
        "/States/Price": { status: "succeeded", visits: 1, input: '{"amount": 5}' },
        "/States/Charge": { status: "caught", visits: 1, error: "Declined", cause: "Expired" },
        "/States/Refuse": { status: "running", visits: 1 },
      },
      edges: { "#start|start|0": 1, "/States/Price|next|0": 1, "/States/Charge|catch|0": 1 },
    });
    expect(await client.request("statecraft/value", { path: "/States/Price", field: "output" })).toEqual({
      text: '{"amount":5,"price":{"total":5}}',
    });
    await go("continue");
    await client.event("terminated");
    expect(await client.request("statecraft/overlay")).toMatchObject({
      run: {
        status: "failed",
        error: "Refused",
        cause: "No money",
        states: { "/States/Refuse": { status: "failed" } },
      },
    });
  });
});

describe("the debug adapter over TCP", () => {
  it("listens on a free port, session after session, and hears no web page", async () => {
    client.process.kill();
    client = await startListeningAdapter(program);
    await start({ launch: { mocks: charged } });
    expect((await client.event<DebugProtocol.ExitedEvent["body"]>("exited")).exitCode).toBe(0);
    await client.request("disconnect");
    expect(client.process.exitCode).toBeNull();
    const port = Number(/:(\d+)/.exec(client.listening)?.[1]);
    const body = JSON.stringify({ seq: 1, type: "request", command: "initialize", arguments: {} });
    await expect(fetch(`http://127.0.0.1:${port}/`, { method: "POST", body })).rejects.toThrow();
  });
});
