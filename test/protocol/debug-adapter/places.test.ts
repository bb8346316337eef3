import { writeFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, expect, it } from "vitest";
import { notations } from "../../../language/index.ts";
import { twinOf } from "../../kit/both-notations.ts";
import {
  charged,
  client,
  debugSessions,
  file,
  go,
  scopesOf,
  stackOf,
  start,
  stopped,
  variablesOf,
} from "../../kit/debug-session.ts";

debugSessions();

const yaml = `QueryLanguage: JSONata
StartAt: First
States:
  First:
    Type: Pass
    Assign:
      total: 1
      other: 2
    Next: Second
  Second:
    Type: Pass
    Assign: {total: "{% $total + 1 %}"}
    Next: Each
  Each:
    Type: Map
    Items: [1, 2, 3]
    ItemProcessor:
      StartAt: Take
      States:
        Take: {Type: Pass, End: true}
    End: true
`;
const json = twinOf({ text: yaml, marks: [] }, notations.yaml, notations.json).text;

describe.each([
  ["YAML", "sum.asl.yaml", yaml],
  ["JSON", "sum.asl.json", json],
])("variables in %s", (_, name, text) => {
  const lineOf = (part: string): number => text.split("\n").findIndex((line) => line.includes(part)) + 1;

  it("lead to where they were set", async () => {
    await writeFile(file(name), text);
    const launch = { variables: { given: true } };
    await start({ program: name, launch, breakpoints: [{ line: lineOf("Take") + (name.endsWith("json") ? 2 : 2) }] });
    await stopped();
    const scopes = await scopesOf(
      (await client.request<DebugProtocol.ThreadsResponse["body"]>("threads")).threads.at(-1)?.id,
    );
    const outer = scopes.get("Variables of the scopes around") ?? scopes.get("Variables");
    const variables = await variablesOf(outer?.variablesReference ?? 0);
    const lineFor = async (variable: string): Promise<unknown> => {
      const found = variables.find((each) => each.name === variable);
      const args = { locationReference: found?.declarationLocationReference };
      return client.request<NonNullable<DebugProtocol.LocationsResponse["body"]>>("locations", args).then(
        ({ line, source }) => [source.path, line],
        (error: Error) => error.message,
      );
    };
    const assigns = text.split("\n").flatMap((line, index) => (line.includes("Assign") ? [index + 1] : []));
    expect(await lineFor("total")).toEqual([file(name), assigns[1]]);
    expect(await lineFor("other")).toEqual([file(name), assigns[0]]);
    expect(await lineFor("given")).toContain('No state has assigned "given"');
    await expect(client.request("locations", { locationReference: 1 })).rejects.toThrow("has moved on");
  });

  it("are stepped into at the last iteration", async () => {
    await writeFile(file(name), text);
    await start({ program: name, breakpoints: [{ line: lineOf("Each:") || lineOf('"Each": {') }] });
    await stopped();
    const [top] = await stackOf();
    const { targets } = await client.request<DebugProtocol.StepInTargetsResponse["body"]>("stepInTargets", {
      frameId: top?.id,
    });
    expect(targets.map(({ label }) => label)).toEqual([
      "first phase",
      "first iteration",
      "last iteration",
      "first failing iteration",
    ]);
    await client.request("stepIn", { threadId: 1, targetId: targets[2]?.id });
    const { threadId } = await stopped();
    const names = (await stackOf(threadId)).map((frame) => frame.name);
    expect(names.join()).toContain("Each[2] of 3");
  });
});

describe("steps into a task", () => {
  it("lead to what it calls, past its first phases", async () => {
    await writeFile(file("charge.mjs"), "export const handler = () => ({ id: 'n1' });");
    const tasks = [{ state: "Charge", kind: "node", handler: "charge.handler" }];
    await start({ launch: { tasks }, breakpoints: [{ line: 10 }] });
    await stopped();
    const [top] = await stackOf();
    const { targets } = await client.request<DebugProtocol.StepInTargetsResponse["body"]>("stepInTargets", {
      frameId: top?.id,
    });
    expect(targets.map(({ label }) => label)).toEqual(["first phase", "node charge.handler"]);
    await client.request("stepIn", { threadId: 1, targetId: targets[1]?.id });
    expect((await stopped()).description).toBe("Paused at ResultSelector of Charge");
  });
});

describe("stack frames", () => {
  it("have no ends where the client would select them", async () => {
    await start({ launch: { mocks: charged, selectsFrames: true }, breakpoints: [{ line: 13 }] });
    await stopped();
    const stack = await stackOf();
    expect(stack.map(({ name, line, endLine }) => [name, line, endLine])).toEqual([
      ["Parameters", 13, undefined],
      ["Charge", 10, undefined],
      ["orders", 2, undefined],
    ]);
  });
});

describe("completions", () => {
  const at = async (text: string): Promise<readonly unknown[]> => {
    const { targets } = await client.request<DebugProtocol.CompletionsResponse["body"]>("completions", {
      ...{ text, column: text.length + 1 },
    });
    return targets.slice(0, 2).map(({ label, text: inserted, start, length }) => [label, inserted, start, length]);
  };

  it("are given in brackets, and in no other text", async () => {
    await start({ launch: { mocks: charged, stopOnEntry: true, input: { "two words": 1, two: 2, one: 3 } } });
    await stopped();
    expect(await at("$[")).toEqual([
      ["two words", "'two words']", 3, 0],
      ["two", "'two']", 3, 0],
    ]);
    expect(await at('$["two w')).toEqual([["two words", '"two words"]', 3, 6]]);
    expect(await at('States.Format("')).toEqual([]);
    await go("continue");
  });
});
