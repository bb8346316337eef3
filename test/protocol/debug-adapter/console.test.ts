import { readFile, writeFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, expect, it } from "vitest";
import {
  charge,
  charged,
  client,
  debugSessions,
  declined,
  ended,
  evaluate,
  file,
  go,
  scopesOf,
  scopeText,
  stackOf,
  stackText,
  start,
  stopped,
} from "../../kit/debug-session.ts";

debugSessions();

const VARIABLES = `QueryLanguage: JSONata
StartAt: Count
States:
  Count:
    Type: Pass
    Assign:
      total: "{% $states.input.amount + 1 %}"
      order: {id: A-1, lines: [1, 2]}
    Next: Again
  Again:
    Type: Pass
    Assign: {total: "{% $total * 2 %}"}
    Output: {amount: "{% $total %}"}
    Next: Last
  Last:
    Type: Pass
    End: true
`;

const labels = async (text: string, column = text.length + 1): Promise<readonly string[]> => {
  const [top] = await stackOf();
  const { targets } = await client.request<DebugProtocol.CompletionsResponse["body"]>("completions", {
    ...{ text, column, frameId: top?.id },
  });
  return targets.map(({ label }) => label);
};

describe("the console", () => {
  it("makes a state fail, and what handles the error comes next", async () => {
    await start({ launch: { mocks: charged }, breakpoints: [{ line: 13 }] });
    await stopped();
    expect(await evaluate("/fail Declined No money")).toBe('"Charge" fails with Declined.');
    expect(await stopped()).toMatchObject({ reason: "goto", description: "Paused at Catch[0] of Charge" });
    expect(await scopeText("Error")).toBe('Error="Declined" Cause="No money"');
    const { description } = await client.request<DebugProtocol.ExceptionInfoResponse["body"]>("exceptionInfo", {
      threadId: 1,
    });
    expect(description).toBe('No money\n\nCatch[0] goes to "Refuse".');
    await go("stepBack");
    expect((await stopped()).description).toBe("Paused at Parameters of Charge");
    await evaluate("/anew");
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("makes a state fail before its entry, which is a failed one in the diagram", async () => {
    await start({ launch: { mocks: charged }, breakpoints: [{ line: 10 }], filters: [] });
    expect(await stopped()).toMatchObject({ description: "Paused at Charge" });
    await evaluate('/fail Lost "too \\"far\\" away"');
    await stopped();
    expect(await scopeText("Error")).toBe('Error="Lost" Cause="too \\"far\\" away"');
    await go("continue");
    await client.event("terminated");
    expect(await client.request("statecraft/overlay")).toMatchObject({
      run: { status: "failed", states: { "/States/Charge": { status: "failed", error: "Lost" } } },
    });
  });

  it("says which name nothing has, and what may be meant", async () => {
    await writeFile(file("variables.asl.yaml"), VARIABLES);
    await start({ program: "variables.asl.yaml", breakpoints: [{ line: 10 }] });
    await stopped();
    expect(await evaluate("$totl + 1")).toBe('There is no variable "$totl" here. Did you mean "$total"?');
    expect(await evaluate("$states.input.amuont")).toBe(
      'There is no "amuont" in "$states.input". Did you mean "amount"?',
    );
    expect(await evaluate("$order.lines[id = 7]")).toBe("undefined");
    expect(await evaluate("($x := $order; $x.no)")).toBe("undefined");
    await expect(evaluate("/jsonpath $.amuont")).rejects.toThrow('There is no "amuont" in "$". Did you mean "amount"?');
    await expect(evaluate("/jsonpath $totl")).rejects.toThrow('Did you mean "$total"?');
  });

  it("leaves a state out, and goes to another one", async () => {
    await start({ launch: { mocks: charged }, breakpoints: [{ line: 11 }] });
    await stopped();
    await evaluate("/skip");
    expect((await stopped()).description).toBe("Paused at Next of Charge");
    await evaluate("/goto Price");
    expect((await stopped()).description).toBe("Paused at Price");
    await expect(evaluate("/goto Nowhere")).rejects.toThrow('There is no state "Nowhere" beside "Price".');
    await go("next");
    expect((await stopped()).description).toBe("Paused at Charge");
    const { targets } = await client.request<DebugProtocol.GotoTargetsResponse["body"]>("gotoTargets", {
      source: { path: file("orders.asl.json") },
      line: 25,
    });
    expect(targets).toMatchObject([{ label: "Done", line: 25, column: 5 }]);
    await client.request("goto", { threadId: 1, targetId: targets[0]?.id });
    expect(await stopped()).toMatchObject({ reason: "goto", description: "Paused at Done" });
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("gives a result in place of the call, and saves it", async () => {
    await start({ launch: { mocks: charge({ Throw: { Error: "Busy" } }) }, breakpoints: [{ line: 11 }, { line: 12 }] });
    await stopped();
    await go("continue");
    expect((await stopped()).description).toBe("Paused at Call of Charge");
    const wanted = (await scopesOf()).get("Result (to be given)");
    await client.request("setVariable", {
      ...{ variablesReference: wanted?.variablesReference, name: "result", value: '{"Payload": {"id": "mine"}}' },
    });
    expect((await stopped()).description).toBe("Paused at ResultSelector of Charge");
    await writeFile(file("MockConfigFile.json"), "{}");
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"id": "mine"');
  });

  it("saves what a task gave into the mock-config file", async () => {
    await writeFile(file("MockConfigFile.json"), JSON.stringify(charged));
    await start({ breakpoints: [{ line: 14 }] });
    await stopped();
    const result = (await scopesOf()).get("Result");
    await client.request("setVariable", {
      ...{ variablesReference: result?.variablesReference, name: "Payload", value: '{"id": "p7"}' },
    });
    expect(await evaluate("/save")).toContain('"Charged" in the test case "All"');
    const saved = JSON.parse(await readFile(file("MockConfigFile.json"), "utf8"));
    expect(saved.MockedResponses.Charged[0]).toEqual({ Return: { Payload: { id: "p7" } } });
  });

  it("evaluates in either language, lists the history, and helps", async () => {
    await start({ launch: { mocks: charged }, breakpoints: [{ line: 11 }] });
    await stopped();
    expect(await evaluate("/jsonata $states.input.amount * 2")).toBe("10");
    expect(await evaluate("/jsonpath $.price.total")).toBe("5");
    expect(await evaluate("/history 2")).toMatch(/\d+ PassStateEntered Price\n\d+ PassStateExited Price$/);
    expect(await evaluate("/help")).toContain("/fail NAME [CAUSE]");
    await expect(evaluate("/nothing")).rejects.toThrow('There is no command "/nothing": /help lists them.');
  });

  it("completes from what there is", async () => {
    await writeFile(file("variables.asl.yaml"), VARIABLES);
    await start({ program: "variables.asl.yaml", breakpoints: [{ line: 10 }] });
    await stopped();
    expect(await labels("$order.")).toEqual(["id", "lines"]);
    expect(await labels("1 + $to")).toEqual(["$total", "$toMillis"]);
    expect(await labels("$states.input.a")).toEqual(["amount"]);
    expect(await labels("/hi")).toEqual(["/history"]);
    expect(await labels("$nothing.")).toEqual([]);
  });

  it("changes what an expression names", async () => {
    await writeFile(file("variables.asl.yaml"), VARIABLES);
    await start({ program: "variables.asl.yaml", breakpoints: [{ line: 10 }] });
    await stopped();
    const [top] = await stackOf();
    const set = (expression: string, value: string) =>
      client.request<DebugProtocol.SetExpressionResponse["body"]>("setExpression", {
        ...{ expression, value, frameId: top?.id },
      });
    expect((await set("$total", "20")).value).toBe("20");
    expect((await set("$order.lines[1]", "$total + 1")).value).toBe("21");
    await expect(set("$total + 1", "3")).rejects.toThrow("can't be changed: name a variable");
    expect(await evaluate("$order.lines")).toBe("[1, 21]");
    await go("continue");
    await client.event("exited");
    expect(client.output("console")).toContain('"amount": 20');
  });
});

describe("breakpoints on states", () => {
  it("stop by name, kind and resource, at once and after the launch", async () => {
    await start({ launch: { mocks: charged, stopOnEntry: true } });
    await stopped();
    const set = async (...names: readonly string[]) => {
      const { breakpoints } = await client.request<DebugProtocol.SetFunctionBreakpointsResponse["body"]>(
        "setFunctionBreakpoints",
        { breakpoints: names.map((name) => ({ name })) },
      );
      return breakpoints.map(({ verified, line, message }) => (verified ? line : message));
    };
    expect(await set("Charge", "*o*", "type:task", "resource:*lambda*", "None")).toEqual([
      ...[10, 25, 10, 10, 'No state is meant by "None".'],
    ]);
    await set("Do*");
    await go("continue");
    expect(await stopped()).toMatchObject({ reason: "function breakpoint", description: "Paused at Done" });
  });

  it("stop in the states of a Map by their path", async () => {
    await start({ program: "parts.asl.yaml", launch: { input: { items: [1] }, stopOnEntry: true } });
    await stopped();
    await client.request("setFunctionBreakpoints", { breakpoints: [{ name: "Each/Take", condition: "$ == 1" }] });
    await go("continue");
    expect((await stopped()).description).toBe("Paused at Take");
  });
});

describe("breakpoints on data", () => {
  it("stop where a variable is assigned", async () => {
    await writeFile(file("variables.asl.yaml"), VARIABLES);
    await start({ program: "variables.asl.yaml", breakpoints: [{ line: 10 }] });
    await stopped();
    const variables = (await scopesOf()).get("Variables");
    const info = await client.request<DebugProtocol.DataBreakpointInfoResponse["body"]>("dataBreakpointInfo", {
      variablesReference: variables?.variablesReference,
      name: "total",
    });
    expect(info).toMatchObject({ description: "$total (now 6)", accessTypes: ["write"], canPersist: true });
    await client.request("setDataBreakpoints", { breakpoints: [{ dataId: info.dataId, accessType: "write" }] });
    await go("continue");
    expect(await stopped()).toMatchObject({
      reason: "data breakpoint",
      description: "Paused at Output of Again",
      text: "$total changed: 6 → 12",
    });
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("stop where a variable was assigned, going back too", async () => {
    await writeFile(file("variables.asl.yaml"), VARIABLES);
    await start({ program: "variables.asl.yaml", breakpoints: [{ line: 14 }] });
    await stopped();
    const info = await client.request<DebugProtocol.DataBreakpointInfoResponse["body"]>("dataBreakpointInfo", {
      name: "$total",
    });
    await client.request("setBreakpoints", { source: { path: file("variables.asl.yaml") }, breakpoints: [] });
    await client.request("setDataBreakpoints", { breakpoints: [{ dataId: info.dataId }] });
    await go("reverseContinue");
    expect(await stopped()).toMatchObject({
      reason: "data breakpoint",
      description: "Paused at Output of Again",
      text: "$total changed: 6 → 12",
    });
    await go("reverseContinue");
    expect((await stopped()).text).toBe("$total changed: nothing → 6");
    await go("continue");
    expect((await stopped()).text).toBe("$total changed: 6 → 12");
  });

  it("stop where the input of states changes", async () => {
    await writeFile(file("variables.asl.yaml"), VARIABLES);
    await start({ program: "variables.asl.yaml", launch: { stopOnEntry: true } });
    await stopped();
    const info = await client.request<DebugProtocol.DataBreakpointInfoResponse["body"]>("dataBreakpointInfo", {
      name: "$states.input.amount",
    });
    await client.request("setDataBreakpoints", { breakpoints: [{ dataId: info.dataId }] });
    await go("continue");
    expect((await stopped()).text).toBe("amount changed: 5 → 6");
  });
});

describe("exceptions", () => {
  const FAULTY = `QueryLanguage: JSONata
StartAt: Add
States:
  Add:
    Type: Pass
    Assign:
      sum: "{% $states.input.amount + 'x' %}"
    Output: {}
    End: true
`;

  it("stop at the field whose expression failed", async () => {
    await writeFile(file("faulty.asl.yaml"), FAULTY);
    await start({ program: "faulty.asl.yaml" });
    expect(await stopped()).toMatchObject({ reason: "exception" });
    expect(await stackText()).toBe("Error in Assign:6 Add:4 faulty:2");
    await go("stepBack");
    await stopped();
    expect(await stackText()).toMatch(/^Assign:6 /);
    await go("continue");
    await stopped();
    expect(await stackText()).toMatch(/^Error in Assign:6 /);
  });

  it("stop at the call that failed, with its catcher behind it", async () => {
    await start({ launch: { mocks: declined }, filters: ["caught"] });
    expect(await stopped()).toMatchObject({ reason: "exception" });
    expect(await stackText()).toBe("Error in Call:12 Catch[0]:20 Charge:10 orders:2");
  });

  it("stop where a state fails because it is meant to, or at all errors of a name", async () => {
    await start({ launch: { mocks: charge({ Throw: { Error: "Declined" } }) }, filters: ["fail"] });
    expect(await stopped()).toMatchObject({
      reason: "exception",
      text: "Refused: No money. Nothing handles it: the execution fails.",
    });
    const filterOptions = [{ filterId: "all", condition: "Decl*" }];
    await client.request("setExceptionBreakpoints", { filters: [], filterOptions });
    await go("reverseContinue");
    expect((await stopped()).text).toBe('Declined. Catch[0] goes to "Refuse".');
  });
});
