import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { type DebugClient, startDebugAdapter, startListeningAdapter } from "./debug-client.ts";
import { type BuiltProgram, buildProgram } from "./language-client.ts";
import { hasProtocolSchema } from "./protocol-schema.ts";

if (!hasProtocolSchema) {
  if (process.env.CI) throw new Error("The schema of the Debug Adapter Protocol is missing.");
  console.warn("Messages are not checked by the schema of the Debug Adapter Protocol: it isn't there.");
}

export const ORDERS = `{
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

export const PARTS = `StartAt: Both
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

/** The folder of the test that runs. */
export let folder: string;
let program: string;

/** The client of the test that runs, with an adapter of its own. */
export let client: DebugClient;

/** Each test of the file gets a fresh adapter, and a folder with `orders.asl.json` and `parts.asl.yaml`. */
export function debugSessions(): void {
  let built: BuiltProgram;
  beforeAll(async () => {
    built = await buildProgram("debugger/main.ts");
    program = built.path;
  }, 60_000);
  afterAll(() => built.remove());

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "statecraft-orders-"));
    await writeFile(file("orders.asl.json"), ORDERS);
    await writeFile(file("parts.asl.yaml"), PARTS);
    client = startDebugAdapter(program);
  });
  afterEach(async () => {
    if (client.process.exitCode === null) client.process.kill("SIGKILL");
    expect(client.faults).toEqual([]);
    await rm(folder, { recursive: true });
  });
}

/** One more adapter, for tests that need many. */
export const adapterFor = (): DebugClient => startDebugAdapter(program);

/** Puts a fresh adapter in the place of the one that has ended. */
export async function newAdapter(): Promise<void> {
  client.process.kill();
  client = adapterFor();
}

/** Puts an adapter that listens in the place of the one over pipes. */
export async function listenInstead(): Promise<void> {
  client.process.kill();
  client = await startListeningAdapter(program);
}

export const file = (name: string): string => join(folder, name);

export const initialize = (more: object = {}): Promise<unknown> =>
  client.request("initialize", {
    adapterID: "asl",
    clientID: "test",
    pathFormat: "path",
    supportsInvalidatedEvent: true,
    ...more,
  });

export interface Start {
  readonly launch?: object;
  readonly breakpoints?: readonly DebugProtocol.SourceBreakpoint[];
  readonly filters?: readonly string[];
  readonly program?: string;
  /** What the client says of itself. */
  readonly capabilities?: object;
}

/** Starts an execution as editors do. */
export async function start({
  launch = {},
  breakpoints,
  filters = ["uncaught"],
  program: name = "orders.asl.json",
  capabilities = {},
}: Start = {}) {
  await initialize(capabilities);
  await client.event("initialized");
  if (breakpoints) await client.request("setBreakpoints", { source: { path: file(name) }, breakpoints });
  await client.request("setExceptionBreakpoints", { filters });
  const launched = client.request("launch", { program: file(name), input: { amount: 5 }, seed: 1, ...launch });
  await client.request("configurationDone");
  await launched;
}

export const charge = (...answers: object[]): object => ({
  StateMachines: { orders: { TestCases: { All: { Charge: "Charged" } } } },
  MockedResponses: { Charged: Object.fromEntries(answers.map((answer, call) => [call, answer])) },
});
export const charged = charge({ Return: { Payload: { id: "p1" } } });
export const declined = charge({ Throw: { Error: "Declined", Cause: "Expired" } });

export const stopped = (): Promise<DebugProtocol.StoppedEvent["body"]> => client.event("stopped");

export const stackOf = async (threadId = 1): Promise<readonly DebugProtocol.StackFrame[]> =>
  (await client.request<DebugProtocol.StackTraceResponse["body"]>("stackTrace", { threadId })).stackFrames;

/** The names of a thread's stack frames with their lines: `Parameters:6 Price:4 orders:2`. */
export const stackText = async (threadId = 1): Promise<string> =>
  (await stackOf(threadId)).map(({ name, line }) => `${name}:${line}`).join(" ");

export async function scopesOf(threadId = 1): Promise<ReadonlyMap<string, DebugProtocol.Scope>> {
  const [top] = await stackOf(threadId);
  const { scopes } = await client.request<DebugProtocol.ScopesResponse["body"]>("scopes", { frameId: top?.id });
  return new Map(scopes.map((scope) => [scope.name, scope]));
}

export const variablesOf = async (
  variablesReference: number,
  more: object = {},
): Promise<readonly DebugProtocol.Variable[]> =>
  (await client.request<DebugProtocol.VariablesResponse["body"]>("variables", { variablesReference, ...more }))
    .variables;

export async function scopeText(name: string, threadId = 1): Promise<string> {
  const scope = (await scopesOf(threadId)).get(name);
  if (!scope) return "no such scope";
  return (await variablesOf(scope.variablesReference)).map((each) => `${each.name}=${each.value}`).join(" ");
}

export const evaluate = async (expression: string, context = "repl"): Promise<string> => {
  const [top] = await stackOf();
  return (
    await client.request<DebugProtocol.EvaluateResponse["body"]>("evaluate", { expression, context, frameId: top?.id })
  ).result;
};

export async function ended(): Promise<number> {
  const { exitCode } = await client.event<DebugProtocol.ExitedEvent["body"]>("exited");
  await client.event("terminated");
  await client.request("disconnect");
  expect(await client.exited).toBe(0);
  return exitCode;
}

export const go = (command: string, threadId = 1): Promise<unknown> => client.request(command, { threadId });
