import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import {
  charged,
  client,
  debugSessions,
  ended,
  file,
  go,
  initialize,
  ORDERS,
  scopeText,
  stackText,
  start,
  stopped,
} from "../../kit/debug-session.ts";

debugSessions();

const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 2, 3, 4, seconds)).toISOString();

/** What GetExecutionHistory gave for `orders.asl.json`: the first try was busy. */
const history = (output = '{"Payload":{"id":"p9"}}', amount = 5): Record<string, unknown>[] => {
  const input = JSON.stringify({ amount });
  const priced = JSON.stringify({ amount, price: { total: amount } });
  const paid = JSON.stringify({ amount, price: { total: amount }, payment: { id: "p9" } });
  const lambda = { resourceType: "lambda", resource: "invoke" };
  const parameters = JSON.stringify({ FunctionName: "charge", Payload: { total: amount } });
  const events: [string, number, object?][] = [
    ["ExecutionStarted", 0, { executionStartedEventDetails: { input, roleArn: "r" } }],
    ["PassStateEntered", 0, { stateEnteredEventDetails: { name: "Price", input } }],
    ["PassStateExited", 2, { stateExitedEventDetails: { name: "Price", output: priced } }],
    ["TaskStateEntered", 3, { stateEnteredEventDetails: { name: "Charge", input: priced } }],
    ["TaskScheduled", 4, { taskScheduledEventDetails: { ...lambda, region: "eu-west-1", parameters } }],
    ["TaskStarted", 5, { taskStartedEventDetails: lambda }],
    ["TaskFailed", 6, { taskFailedEventDetails: { ...lambda, error: "Busy", cause: "Too many" } }],
    ["TaskScheduled", 7, { taskScheduledEventDetails: { ...lambda, region: "eu-west-1", parameters } }],
    ["TaskStarted", 8, { taskStartedEventDetails: lambda }],
    ["TaskSucceeded", 9, { taskSucceededEventDetails: { ...lambda, output } }],
    ["TaskStateExited", 10, { stateExitedEventDetails: { name: "Charge", output: paid } }],
    ["SucceedStateEntered", 11, { stateEnteredEventDetails: { name: "Done", input: paid } }],
    ["SucceedStateExited", 12, { stateExitedEventDetails: { name: "Done", output: paid } }],
    ["ExecutionSucceeded", 13, { executionSucceededEventDetails: { output: paid } }],
  ];
  return events.map(([type, previousEventId, details], index) => ({
    ...{ timestamp: at(index), type, id: index + 1, previousEventId },
    ...details,
  }));
};

const replay = (events: object[] = history()): string => JSON.stringify({ events });

describe("replay of a history", () => {
  it("goes through what happened, forward and back, and calls nothing", async () => {
    await start({ launch: { replay: replay(), mocks: charged }, breakpoints: [{ line: 14 }] });
    expect(await stopped()).toMatchObject({ reason: "breakpoint" });
    expect(await scopeText("Result")).toContain("p9");
    expect(client.output("console")).toContain(
      "Replays an execution that succeeded, 14 events of 2026-01-02 03:04:00 UTC.",
    );
    await go("stepBack");
    await stopped();
    await go("stepBack");
    await stopped();
    expect(await stackText()).toMatch(/^(Call|Retry|Charge|Parameters)/);
    await go("continue");
    await stopped();
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"id": "p9"');
    expect(client.output("stderr")).toBe("");
  });

  it("tells where the definition gives something else, and goes on with what happened", async () => {
    const events = history().map((event, index) =>
      index >= 10 ? JSON.parse(JSON.stringify(event).replaceAll("p9", "other")) : event,
    );
    await start({ launch: { replay: replay(events) } });
    expect(await ended()).toBe(0);
    expect(client.output("stderr")).toContain(
      '"Charge" gives another output than the history tells. That of the history is taken.\n  history:    {"amount": 5',
    );
    expect(client.output("console")).toContain('"id": "other"');
  });

  it("is read from a file, stops where it ends, and can't be changed until it is forked", async () => {
    await writeFile(file("history.json"), replay(history().slice(0, 6)));
    await start({ launch: { replay: "history.json", mocks: charged } });
    expect(await stopped()).toMatchObject({
      text: "The history ends here. Fork it to go on by yourself, or step back.",
    });
    await expect(client.request("statecraft/giveResult", { result: {} })).rejects.toThrow("This has happened");
    await client.request("statecraft/fork");
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"id": "p1"');
  });

  it("is forked at an earlier state", async () => {
    await start({ launch: { replay: replay(), mocks: charged }, breakpoints: [{ line: 10 }] });
    await stopped();
    await client.request("statecraft/fork");
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"id": "p1"');
  });

  it("needs no definition where it lies with the history, as in executions that were kept", async () => {
    const events = history().map(({ timestamp: _, previousEventId, ...event }: Record<string, unknown>) => {
      const details = Object.entries(event).find(([key]) => key.endsWith("EventDetails"))?.[1] as Record<
        string,
        string
      >;
      const values = Object.entries(details).map(([key, value]) => [
        key,
        /put$|parameters/.test(key) ? JSON.parse(value) : value,
      ]);
      const { id, type } = event;
      return { id, type, previous: previousEventId, at: null, details: Object.fromEntries(values) };
    });
    const header = { aslrun: 1, document: pathToFileURL(file("gone.asl.json")).href, definition: ORDERS };
    await writeFile(file("kept.aslrun"), [header, ...events].map((line) => JSON.stringify(line)).join("\n"));
    await start({ launch: { replay: file("kept.aslrun"), program: undefined } });
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"id": "p9"');
  });

  it("becomes a test case", async () => {
    await start({ launch: { replay: replay() }, breakpoints: [{ line: 10 }] });
    await stopped();
    expect(await client.request("statecraft/saveTestCase", { testCase: "Busy first" })).toMatchObject({ answers: 2 });
    const saved = JSON.parse(await readFile(file("MockConfigFile.json"), "utf8"));
    expect(saved.StateMachines.orders.TestCases).toEqual({ "Busy first": { Charge: "ChargeResult" } });
    expect(saved.MockedResponses.ChargeResult).toEqual({
      "0": { Throw: { Error: "Busy", Cause: "Too many" } },
      "1": { Return: { Payload: { id: "p9" } } },
    });
  });

  it.each<[string, object, string]>([
    ["no history", { replay: "[1]" }, '"replay" can\'t be read'],
    ["a file that isn't there", { replay: "no.json" }, '"replay" is neither a history nor a file'],
    ["no definition", { replay: replay(), program: undefined }, "A history doesn't hold its definition"],
  ])("refuses %s", async (_, launch, message) => {
    await initialize();
    const fields = { program: file("orders.asl.json"), ...launch };
    await expect(client.request("launch", fields)).rejects.toThrow(message);
  });

  it("says when states are missing in the definition, and when data are", async () => {
    const events = history().map((event) =>
      JSON.parse(
        JSON.stringify(event)
          .replaceAll("Charge", "Pay")
          .replaceAll(/"(?:input|output|parameters)":"(?:[^"\\]|\\.)*",?/g, "")
          .replaceAll(",}", "}"),
      ),
    );
    await start({ launch: { replay: replay(events) } });
    await stopped();
    expect(client.output("stderr")).toContain('"Charge" is entered here; in the history it was "Pay".');
    expect(client.output("stderr")).toContain('"orders" has no state "Pay", where the execution was');
    expect(client.output("stderr")).toContain("The history holds no data");
  });
});
