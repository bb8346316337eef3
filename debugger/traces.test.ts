import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, expect, it } from "vitest";
import { isJsonObject, type Json, notations, toJson } from "../language/index.ts";
import { waiting } from "../test/kit/language-client.ts";
import { type Controller, configurationDone, createController, launch, step } from "./controller.ts";
import { scopes, stackTrace, variables } from "./inspect.ts";
import type { Client } from "./run.ts";

const folder = join(import.meta.dirname, "traces");
const definitions = readdirSync(folder).filter((name) => name.endsWith(".asl.yaml"));

const read = (name: string) => {
  const text = readFileSync(join(folder, name), "utf8");
  const comment = (key: string): Json => JSON.parse(new RegExp(`^# ${key}: (.*)$`, "m").exec(text)?.[1] ?? "{}");
  return { text, input: comment("input"), mocks: comment("mocks") };
};

describe("stepping into everything", () => {
  it.each(definitions)("%s", async (name) => {
    const { text, input, mocks } = read(name);
    const stops = await trace(join(folder, name), text, input, mocks);
    await expect(stops).toMatchFileSnapshot(join(folder, name.replace(".asl.yaml", ".txt")));
  });

  it.each(definitions)("%s: the same in JSON", async (name) => {
    const { text, input, mocks } = read(name);
    const json = JSON.stringify(toJson(notations.yaml.parse(text).root), null, 2);
    const path = join(folder, name);
    const withoutPlaces = (stops: string): string => stops.replaceAll(/ \d+:\d+-\d+:\d+/g, "");
    expect(withoutPlaces(await trace(path, json, input, mocks))).toBe(
      withoutPlaces(await trace(path, text, input, mocks)),
    );
  });
});

/** Steps into everything that an execution does; the answer tells of each stop: why, the stack, the values. */
async function trace(program: string, text: string, input: Json, answers: Json): Promise<string> {
  const lines: string[] = [];
  const { client, next } = recordingClient(lines);
  const controller = createController(client);
  controller.exceptions = [{ filter: "uncaught", names: [] }];
  launch(controller, { program, text, input, mocks: mockConfig(answers), seed: 1, stopOnEntry: true });
  configurationDone(controller);
  for (let stop = await next(); stop; stop = await next()) {
    lines.push(
      `\n${stop.reason}: ${stop.description}${stop.text ? ` | ${stop.text}` : ""}`,
      ...stopLines(controller, stop),
    );
    step(controller, "in", stop.threadId ?? 1);
  }
  return `${lines.join("\n").trim()}\n`;
}

type Stop = DebugProtocol.StoppedEvent["body"];

function recordingClient(lines: string[]): { readonly client: Client; next(): Promise<Stop | undefined> } {
  const stops = waiting<{ readonly stop: Stop | undefined }>();
  const client: Client = {
    event(name, body) {
      if (name === "stopped") stops.add({ stop: body as Stop });
      if (name === "terminated") stops.add({ stop: undefined });
    },
    custom() {},
    print: (_, text) => void lines.push(`\n> ${text.trimEnd()}`),
  };
  return { client, next: async () => (await stops.next(() => true)).stop };
}

/** Answers by state, one for each call. */
function mockConfig(answers: Json): Json {
  const entries = isJsonObject(answers) ? Object.entries(answers) : [];
  return {
    StateMachines: { traced: { TestCases: { All: Object.fromEntries(entries.map(([state]) => [state, state])) } } },
    MockedResponses: Object.fromEntries(
      entries.map(([state, given]) => [state, Object.fromEntries((given as Json[]).map((each, call) => [call, each]))]),
    ),
  };
}

function stopLines(controller: Controller, { threadId = 1 }: Stop): readonly string[] {
  const { run, shown, style } = controller;
  if (!run) return [];
  const { stackFrames } = stackTrace(run, { threadId }, style, shown);
  const places = stackFrames.map(
    ({ name, line, column, endLine, endColumn }) => `${name} ${line}:${column}-${endLine}:${endColumn}`,
  );
  const [top] = stackFrames;
  return [`  at ${places.join(" < ")}`, ...(top ? scopeLines(controller, top.id) : [])];
}

/** The context object is left out: it tells the time. */
function scopeLines({ run, shown }: Controller, frameId: number): readonly string[] {
  if (!run) return [];
  return scopes(run, frameId, shown).flatMap(({ name, variablesReference }) => {
    const shownVariables = variables({ variablesReference }, shown).map((each) => `${each.name} = ${each.value}`);
    return name === "Context" || shownVariables.length === 0 ? [] : [`  ${name}: ${shownVariables.join(", ")}`];
  });
}
