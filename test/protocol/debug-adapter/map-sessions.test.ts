import { writeFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, expect, it } from "vitest";
import type { DebuggedNested, LaunchFields } from "../../../debugger/protocol.ts";
import { notations } from "../../../language/index.ts";
import { twinOf } from "../../kit/both-notations.ts";
import type { DebugClient } from "../../kit/debug-client.ts";
import {
  adapterFor,
  client,
  debugSessions,
  ended,
  evaluate,
  file,
  go,
  initialize,
  stackText,
  start,
  stopped,
} from "../../kit/debug-session.ts";

debugSessions();

const EACH = `StartAt: Each
States:
  Each:
    Type: Map
    ItemsPath: $.items
    ItemSelector:
      n.$: $$.Map.Item.Value
    ItemProcessor:
      ProcessorConfig:
        Mode: DISTRIBUTED
        ExecutionType: STANDARD
      StartAt: Double
      States:
        Double:
          Type: Task
          Resource: arn:aws:states:::lambda:invoke
          Parameters:
            FunctionName: double
            Payload.$: $.n
          ResultSelector:
            doubled.$: $.Payload
            by.$: $$.Execution.Name
          End: true
    Next: Done
  Done:
    Type: Succeed
`;

const texts = { yaml: EACH, json: twinOf({ text: EACH, marks: [] }, notations.yaml, notations.json).text };
type Notation = keyof typeof texts;

const lineOf = (text: string, part: string): number =>
  text.split("\n").findIndex((line) => new RegExp(`^\\s*"?${part}"?:`).test(line)) + 1;

const tasks = [{ kind: "mock", result: "{% {'Payload': $states.input.Payload * 2} %}" }];
const items = (count: number) => ({ items: Array.from({ length: count }, (_, index) => index + 1) });

interface Started {
  readonly notation?: Notation;
  readonly count?: number;
  readonly launch?: object;
  readonly capabilities?: object;
}

async function startEach({ notation = "yaml", count = 2, launch = {}, capabilities = {} }: Started): Promise<string> {
  const name = `each.asl.${notation}`;
  await writeFile(file(name), texts[notation]);
  const fields = { tasks, childSessions: true, input: items(count), ...launch };
  await start({
    program: name,
    launch: fields,
    breakpoints: [{ line: lineOf(texts[notation], "Each") }],
    capabilities,
  });
  await stopped();
  return texts[notation];
}

/** Begins the session that was asked for. */
async function session(fields: LaunchFields, breakpoint?: number): Promise<DebugClient> {
  const inner = adapterFor();
  await inner.request("initialize", { adapterID: "asl" });
  const source = { path: fields.program };
  if (breakpoint) await inner.request("setBreakpoints", { source, breakpoints: [{ line: breakpoint }] });
  await inner.request("launch", fields);
  await inner.request("configurationDone");
  return inner;
}

async function over(inner: DebugClient): Promise<void> {
  await inner.event("terminated");
  await inner.request("disconnect");
  expect(await inner.exited).toBe(0);
  expect(inner.faults).toEqual([]);
}

type Asked = { readonly configuration: LaunchFields & { readonly name: string } };

describe.each<Notation>(["yaml", "json"])(
  "child executions of a distributed Map in sessions of their own, in %s",
  (notation) => {
    it("are asked for by startDebugging, stop in their states, and tell their outcome", async () => {
      const text = await startEach({ notation, capabilities: { supportsStartDebuggingRequest: true } });
      await go("continue");
      for (const index of [0, 1]) {
        const asked = await client.asked<Asked>("startDebugging");
        const { configuration } = asked.arguments;
        expect(configuration).toMatchObject({ type: "asl", name: `Each[${index}]`, input: `{"n":${index + 1}}` });
        expect(configuration).not.toHaveProperty("childSessions");
        asked.answer(true);
        const inner = await session(configuration, lineOf(text, "ResultSelector"));
        const { threadId } = await inner.event<DebugProtocol.StoppedEvent["body"]>("stopped");
        const { stackFrames } = await inner.request<DebugProtocol.StackTraceResponse["body"]>("stackTrace", {
          threadId,
        });
        expect(stackFrames.map(({ name }) => name)).toEqual(["ResultSelector", "Double", `Each[${index}]`]);
        await inner.request("continue", { threadId });
        await over(inner);
      }
      await client.event("terminated");
      const { run } = await client.request<{ readonly run: { readonly states: object } }>("statecraft/overlay");
      expect(run.states).toMatchObject({
        "/States/Each": { status: "succeeded" },
        "/States/Each/ItemProcessor/States/Double": { status: "succeeded", visits: 2 },
      });
      const output = client.output("console");
      expect(output).toContain('"doubled": 2');
      expect(output).toContain('"doubled": 4');
    });
  },
);

describe("child executions of a distributed Map in sessions of their own", () => {
  const byEvents = { debugsFunctions: true };

  /** What the client is told to start. */
  const nested = (): Promise<DebuggedNested> => client.event<DebuggedNested>("statecraft/debugNested");
  const tell = (id: number, state: object): Promise<unknown> =>
    client.request("statecraft/functionSession", { id, ...state });

  it("are stepped into, and out of to what the Map makes of their outputs", async () => {
    await startEach({ launch: byEvents });
    await go("stepIn");
    await stopped();
    await go("stepIn");
    await stopped();
    expect(await stackText()).toMatch(/^Iterations:8 /);
    await go("stepIn");
    const { threadId } = await stopped();
    expect(await stackText(threadId)).toMatch(/^ItemSelector:6 /);
    await go("stepIn", threadId);
    const first = await nested();
    expect(first.configuration).toMatchObject({ stopOnEntry: true, childExecution: { map: "/States/Each", index: 0 } });
    await tell(first.id, { state: "started" });
    const second = await nested();
    const { threads } = await client.request<DebugProtocol.ThreadsResponse["body"]>("threads");
    expect(threads.map(({ name }) => name)).toEqual(["main"]);
    expect(second.configuration.stopOnEntry).toBe(false);
    await tell(second.id, { state: "ended", outcome: { status: "SUCCEEDED", output: '"b"' } });
    await tell(first.id, { state: "ended", outcome: { status: "SUCCEEDED", output: '"a"' } });
    expect(await stopped()).toMatchObject({ reason: "step", threadId: 1 });
    await go("stepIn");
    await stopped();
    expect(await evaluate("$")).toBe('["a", "b"]');
    await go("stepBack");
    await stopped();
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.order.filter((name) => name.includes("debugNested"))).toHaveLength(2);
  });

  it("end with the others where one fails, and the Map fails", async () => {
    await startEach({ launch: byEvents, count: 3 });
    await go("continue");
    const started = [await nested(), await nested(), await nested()];
    await tell(started[1]?.id ?? 0, { state: "ended", outcome: { status: "FAILED", error: "Lost" } });
    expect((await stopped()).text).toContain("States.ExceedToleratedFailureThreshold");
    const over = [await client.event("statecraft/endNested"), await client.event("statecraft/endNested")];
    expect(over).toEqual([{ id: started[0]?.id }, { id: started[2]?.id }]);
  });

  it("are ten at once at most: the others run without stopping", async () => {
    await startEach({ launch: byEvents, count: 15 });
    const breakpoints = [{ line: lineOf(EACH, "ResultSelector") }];
    await client.request("setBreakpoints", { source: { path: file("each.asl.yaml") }, breakpoints });
    await go("continue");
    for (let count = 0; count < 10; count++) {
      const { id, name } = await nested();
      expect(name).toBe(`Each[${count}]`);
      setTimeout(() => void tell(id, { state: "ended", outcome: { status: "SUCCEEDED", output: "0" } }), 300);
    }
    expect(await ended()).toBe(0);
    const output = client.output("console");
    expect(output).toContain('"Each" has more than 10 child executions at once: the others run without stopping.');
    expect(output).toContain('"doubled": 30');
  });

  it("run as branches of the Map, and stop, where their sessions can't be started", async () => {
    await startEach({ capabilities: { supportsStartDebuggingRequest: true } });
    const breakpoints = [{ line: lineOf(EACH, "ResultSelector") }];
    await client.request("setBreakpoints", { source: { path: file("each.asl.yaml") }, breakpoints });
    await go("continue");
    (await client.asked("startDebugging")).answer(false);
    (await client.asked("startDebugging")).answer(false);
    expect(await stopped()).toMatchObject({ description: "Paused at ResultSelector of Double" });
    expect(client.output("stderr")).toContain("can't be started. Child executions go on here");
  });

  it("are none for a client that starts no sessions", async () => {
    await startEach({});
    await client.request("setBreakpoints", { source: { path: file("each.asl.yaml") }, breakpoints: [] });
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("stderr")).toContain('"childSessions" counts for nothing');
  });

  it("get the answers of mocks one item after the other", async () => {
    const answers = { 0: { Return: { Payload: "first" } }, 1: { Return: { Payload: "second" } } };
    const mocks = {
      StateMachines: { each: { TestCases: { All: { Double: "Doubled" } } } },
      MockedResponses: { Doubled: answers },
    };
    await startEach({ launch: { tasks: [], mocks }, capabilities: { supportsStartDebuggingRequest: true } });
    await go("continue");
    for (const answer of ["first", "second"]) {
      const asked = await client.asked<Asked>("startDebugging");
      asked.answer(true);
      const inner = await session(asked.arguments.configuration);
      await over(inner);
      expect(inner.output("console")).toContain(`"doubled": "${answer}"`);
    }
    expect(await ended()).toBe(0);
  });

  it("end where the session of the Map does", async () => {
    await startEach({ count: 1, capabilities: { supportsStartDebuggingRequest: true } });
    await go("continue");
    const asked = await client.asked<Asked>("startDebugging");
    asked.answer(true);
    const inner = await session({ ...asked.arguments.configuration, stopOnEntry: true });
    await inner.event("stopped");
    await client.request("disconnect");
    await over(inner);
  });

  it("are refused where they name no item", async () => {
    await initialize();
    const childExecution = { map: "/States/Nowhere", index: 0 };
    await expect(client.request("launch", { program: file("orders.asl.json"), childExecution })).rejects.toThrow(
      '"childExecution" names no item of a Map state',
    );
  });
});
