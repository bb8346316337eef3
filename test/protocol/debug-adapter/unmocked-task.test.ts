import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { UnmockedTask } from "../../../debugger/protocol.ts";
import {
  client,
  debugSessions,
  ended,
  evaluate,
  file,
  go,
  scopesOf,
  scopeText,
  stackText,
  start,
  stopped,
} from "../../kit/debug-session.ts";

debugSessions();

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
      skeleton: { StatusCode: 200, ExecutedVersion: "$LATEST", Payload: { id: "" } },
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
    await expect(evaluate("/result {")).rejects.toThrow('"{" isn\'t valid JSON.');
    await expect(evaluate("/nothing")).rejects.toThrow('There is no command "/nothing": /help lists them.');
    expect(await evaluate("/help")).toContain("/fail NAME [CAUSE]");
    expect(await evaluate("/fail Busy at the moment")).toBe("The task fails with Busy.");
    expect((await stopped()).text).toBe("Busy: at the moment. Retry[0] tries again in 3 s (1 of 3).");
    await go("continue");
    await stopped();
    expect(await evaluate('/result {"Payload": $.price}').catch((error: Error) => error.message)).toContain(
      "isn't valid JSON",
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
