import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isJsonObject, type Json, notations, toJson } from "../../../language/index.ts";
import { connectAnother, type DebugClient, startDebugAdapter, startListeningAdapter } from "../../kit/debug-client.ts";
import { type BuiltProgram, buildProgram } from "../../kit/language-client.ts";

/** Every state type in both query languages; each file says its input and what its tasks answer. */
const traces = join(import.meta.dirname, "../../../debugger/traces");
const definitions = readdirSync(traces).filter((name) => name.endsWith(".asl.yaml"));

let built: BuiltProgram;
let folder: string;
let listening: DebugClient;
beforeAll(async () => {
  built = await buildProgram("debugger/main.ts");
  listening = await startListeningAdapter(built.path);
  folder = await mkdtemp(join(tmpdir(), "statecraft-traces-"));
}, 60_000);
afterAll(async () => {
  listening.process.kill();
  await built.remove();
  await rm(folder, { recursive: true });
});

const read = (name: string) => {
  const text = readFileSync(join(traces, name), "utf8");
  const comment = (key: string): Json => JSON.parse(new RegExp(`^# ${key}: (.*)$`, "m").exec(text)?.[1] ?? "{}");
  return { text, input: comment("input"), mocks: comment("mocks"), buckets: comment("buckets") };
};

describe("stepping into everything", { timeout: 60_000 }, () => {
  it.each(definitions)("%s, over pipes", async (name) => {
    const { text } = read(name);
    const client = startDebugAdapter(built.path);
    const stops = await trace(client, name, text);
    client.process.kill();
    await expect(stops).toMatchFileSnapshot(join(traces, name.replace(".asl.yaml", ".txt")));
  });

  it.each(definitions)("%s: the same in JSON, over TCP", async (name) => {
    const { text } = read(name);
    const json = JSON.stringify(toJson(notations.yaml.parse(text).root), null, 2);
    const expected = readFileSync(join(traces, name.replace(".asl.yaml", ".txt")), "utf8");
    const withoutPlaces = (stops: string): string => stops.replaceAll(/ \d+:\d+-\d+:\d+/g, "");
    const stops = await trace(connectAnother(listening), name.replace(".yaml", ".json"), json);
    expect(withoutPlaces(stops)).toBe(withoutPlaces(expected));
  });
});

type Stop = DebugProtocol.StoppedEvent["body"];

/** Steps into everything that an execution does; the answer tells of each stop: why, the stack, the values. */
async function trace(client: DebugClient, name: string, text: string): Promise<string> {
  const { input, mocks } = read(name.replace(".json", ".yaml"));
  const program = join(folder, name);
  await writeFile(program, text);
  await client.request("initialize", { adapterID: "asl" });
  await client.request("setExceptionBreakpoints", { filters: ["uncaught"] });
  const launch = { program, input, mocks: mockConfig(mocks, name), seed: 1, stopOnEntry: true };
  await client.request("launch", launch);
  const stops = [client.event<Stop>("stopped"), client.event("terminated").then(() => undefined)] as const;
  let stop = Promise.race(stops);
  await client.request("configurationDone");
  const lines: string[] = [];
  for (let at = await stop; at; at = await stop) {
    const { reason, description, text: more, threadId } = at;
    lines.push(`\n${reason}: ${description}${more ? ` | ${more}` : ""}`, ...(await stopLines(client, threadId ?? 1)));
    stop = Promise.race([client.event<Stop>("stopped"), stops[1]]);
    await client.request("stepIn", { threadId });
  }
  await client.request("disconnect");
  expect(client.faults).toEqual([]);
  const said = `${client.output("console")}\n${client.output("stderr")}`;
  const end = said.slice(said.search(/(Succeeded|Failed) after/)).trim();
  return `${lines.join("\n").trim()}\n\n> ${end}\n`;
}

/** Answers by state, one for each call. */
function mockConfig(answers: Json, name: string): Json {
  const entries = isJsonObject(answers) ? Object.entries(answers) : [];
  const cases = { All: Object.fromEntries(entries.map(([state]) => [state, state])) };
  return {
    StateMachines: { [name.replace(/\.asl\..*/, "")]: { TestCases: cases } },
    MockedResponses: Object.fromEntries(
      entries.map(([state, given]) => [state, Object.fromEntries((given as Json[]).map((each, call) => [call, each]))]),
    ),
  };
}

async function stopLines(client: DebugClient, threadId: number): Promise<readonly string[]> {
  const { stackFrames } = await client.request<DebugProtocol.StackTraceResponse["body"]>("stackTrace", { threadId });
  const places = stackFrames.map(
    ({ name, line, column, endLine, endColumn }) => `${name} ${line}:${column}-${endLine}:${endColumn}`,
  );
  const [top] = stackFrames;
  return [`  at ${places.join(" < ")}`, ...(top ? await scopeLines(client, top.id) : [])];
}

/** The context object is left out: it tells the time. */
async function scopeLines(client: DebugClient, frameId: number): Promise<readonly string[]> {
  const { scopes } = await client.request<DebugProtocol.ScopesResponse["body"]>("scopes", { frameId });
  const lines: string[] = [];
  for (const { name, variablesReference } of scopes) {
    if (name === "Context") continue;
    const args = { variablesReference };
    const { variables } = await client.request<DebugProtocol.VariablesResponse["body"]>("variables", args);
    if (variables.length > 0)
      lines.push(`  ${name}: ${variables.map((each) => `${each.name} = ${each.value}`).join(", ")}`);
  }
  return lines;
}
