import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver";
import {
  type BuiltProgram,
  buildProgram,
  type LanguageClient,
  startLanguageServer,
  waiting,
} from "../kit/language-client.ts";

/** AWS Toolkit finds the name of the state too, but nothing in expressions. */
const TEXT = `StartAt: A
States:
  A: {Type: Pass, QueryLanguage: JSONata, Output: "{% $sm([1]) %}", Next: Nowhere}
`;

let program: BuiltProgram;
let server: LanguageClient;

beforeAll(async () => {
  program = await buildProgram("server/main.ts");
  server = await startLanguageServer(program.path, {}, undefined, undefined, { besideToolkit: true });
}, 60_000);

afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await program.remove();
});

const codes = (found: readonly Diagnostic[]): readonly unknown[] => found.map(({ code }) => code);

const ours = ["jsonata-unknown-function"];
const all = [...ours, "next-unknown-state"];

describe("the language server beside AWS Toolkit", () => {
  it("marks nothing twice until the user chooses", async () => {
    expect(codes(await server.open("file:///a.asl.yaml", "asl-yaml", TEXT))).toEqual(ours);
  });

  it("marks everything where AWS Toolkit doesn't look", async () => {
    expect(codes(await server.open("file:///a.yaml", "yaml", TEXT))).toEqual(all);
  });

  it.each([
    ["statecraft", all],
    ["both", all],
    ["awsToolkit", []],
    ["undecided", ours],
  ])("does as the user chose: %s", async (besideToolkit, expected) => {
    const uri = "file:///a.asl.yaml";
    const told = waiting<{ readonly uri: string; readonly diagnostics: readonly Diagnostic[] }>();
    const listening = server.connection.onNotification("textDocument/publishDiagnostics", (params) => told.add(params));
    const settings = { statecraft: { besideToolkit } };
    await server.connection.sendNotification("workspace/didChangeConfiguration", { settings });
    expect(codes((await told.next((params) => params.uri === uri)).diagnostics)).toEqual(expected);
    listening.dispose();
  });

  it("follows whether it is there", async () => {
    const told = waiting<{ readonly uri: string; readonly diagnostics: readonly Diagnostic[] }>();
    server.connection.onNotification("textDocument/publishDiagnostics", (params) => told.add(params));
    await server.connection.sendRequest("statecraft/besideToolkit", { present: false });
    const { diagnostics } = await told.next(({ uri }) => uri === "file:///a.asl.yaml");
    expect(codes(diagnostics)).toEqual(all);
  });
});
