import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CodeLens, InlayHint } from "vscode-languageserver";
import { type BuiltProgram, buildProgram, type LanguageClient, startLanguageServer } from "../kit/language-client.ts";

const TEXT = `StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor: {StartAt: Pay, States: {Pay: {Type: Pass, End: true}}}
    Next: Done
  Done: {Type: Succeed}
`;
const TEMPLATE = `Resources:
  My Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A, States: {A: {Type: Succeed}}}
`;

const commands = ["statecraft.runStateMachine", "statecraft.debugStateMachine", "statecraft.showReferences"];
const uri = "file:///folder/orders.asl.yaml";

let program: BuiltProgram;
let server: LanguageClient;

beforeAll(async () => {
  program = await buildProgram("server/main.ts");
  server = await startLanguageServer(program.path, {}, undefined, undefined, { commands });
  await server.open(uri, "asl-yaml", TEXT);
}, 60_000);

afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await program.remove();
});

const ask = <R>(method: string, params: object, of = uri): Promise<R> =>
  server.connection.sendRequest(method, { textDocument: { uri: of }, ...params });

const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

const tell = (settings: object): Promise<void> =>
  server.connection.sendNotification("workspace/didChangeConfiguration", { settings: { statecraft: settings } });

async function lenses(of = uri): Promise<readonly string[]> {
  const found = await ask<CodeLens[]>("textDocument/codeLens", {}, of);
  const resolved = found.map((lens) =>
    lens.command ? lens : server.connection.sendRequest<CodeLens>("codeLens/resolve", lens),
  );
  return (await Promise.all(resolved)).map(
    ({ command, range: { start } }) => `${start.line}: ${command?.title} ${command?.command}`,
  );
}

describe("reading aids over pipes", () => {
  it("shows what to run, and what leads to each state", async () => {
    expect(await lenses()).toEqual([
      "0: Run statecraft.runStateMachine",
      "0: Debug statecraft.debugStateMachine",
      "2: 1 reference statecraft.showReferences",
      "2: Run from here statecraft.runStateMachine",
      "2: Debug from here statecraft.debugStateMachine",
      "4: 1 reference statecraft.showReferences",
      "6: 1 reference statecraft.showReferences",
      "6: Run from here statecraft.runStateMachine",
      "6: Debug from here statecraft.debugStateMachine",
    ]);
    const [run, , , fromHere] = await ask<CodeLens[]>("textDocument/codeLens", {});
    expect(run?.command?.arguments).toEqual([uri]);
    expect(fromHere?.command?.arguments).toEqual([uri, expect.stringMatching("^/States/")]);
  });

  it("names the machine of a template", async () => {
    const template = "file:///folder/template.yaml";
    await server.open(template, "asl-yaml", TEMPLATE);
    const [run] = await ask<CodeLens[]>("textDocument/codeLens", {}, template);
    expect(run?.command?.arguments).toEqual([`${template}#My%20Orders`]);
  });

  it("hints at what the text doesn't say", async () => {
    const hints = await ask<InlayHint[]>("textDocument/inlayHint", { range });
    expect(hints.map(({ label, position }) => [label, position])).toEqual([
      ["MaxConcurrency: 0", { line: 3, character: 13 }],
    ]);
  });

  it("shows nothing that the settings turn off", async () => {
    await tell({ inlayHints: { defaults: false }, codeLens: { references: false, run: false } });
    expect(await ask("textDocument/inlayHint", { range })).toEqual([]);
    expect(await lenses()).toEqual([]);
    await tell({});
    expect(await lenses()).toHaveLength(9);
  });

  it("reads the settings of an editor that is asked for them, and has folders too", async () => {
    const workspace = { configuration: true, workspaceFolders: true };
    const off = { codeLens: { references: false, run: false } };
    const other = await startLanguageServer(program.path, { workspace }, off, undefined, { commands });
    await other.open(uri, "asl-yaml", TEXT);
    const lensesOf = () => other.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
    await expect.poll(lensesOf).toEqual([]);
    expect(await other.stop()).toBe(0);
  });

  it("offers no command that the editor doesn't have", async () => {
    const plain = await startLanguageServer(program.path, {});
    await plain.open(uri, "asl-yaml", TEXT);
    const found = await plain.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
    expect(found).toHaveLength(3);
    const [lens] = found;
    const resolved = await plain.connection.sendRequest<CodeLens>("codeLens/resolve", lens);
    expect(resolved.command).toEqual({ title: "1 reference", command: "" });
    expect(await plain.stop()).toBe(0);
  });
});
