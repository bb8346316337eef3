import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CodeAction, TextEdit } from "vscode-languageserver";
import { type BuiltProgram, buildProgram, type LanguageClient, startLanguageServer } from "../kit/language-client.ts";

const able = {
  workspace: { configuration: true, workspaceFolders: true },
  textDocument: {
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      resolveSupport: { properties: ["edit"] },
    },
  },
};

const TEXT = "StartAt: A\nStates:\n    B: {Type: Succeed}\n    A: {Type: Pass, Next: Missing}\n";

let program: BuiltProgram;
let server: LanguageClient;

beforeAll(async () => {
  program = await buildProgram("server/main.ts");
  server = await startLanguageServer(program.path, able, { rules: { "next-unknown-state": "warning" } });
}, 60_000);

afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await program.remove();
});

const uri = "file:///actions.asl.yaml";
const range = { start: { line: 3, character: 26 }, end: { line: 3, character: 26 } };
const request = <R>(method: string, params: object): Promise<R> =>
  server.connection.sendRequest(method, { textDocument: { uri }, ...params });

describe("code actions through the pipe", () => {
  it("mend a finding at its place, with settings as the editor has them", async () => {
    const diagnostics = await server.open(uri, "asl-yaml", TEXT);
    const actions = await request<CodeAction[]>("textDocument/codeAction", { range, context: { diagnostics } });
    const create = actions.find(({ title }) => title === 'Create the state "Missing"');
    expect(create).toMatchObject({ kind: "quickfix", isPreferred: true });
    expect(create?.edit?.changes?.[uri]?.map(({ newText }) => newText)).toEqual([
      "\n    Missing:\n        Type: Pass\n        End: true",
    ]);
    expect(actions.map(({ kind }) => kind)).not.toContain("source.fixAll.statecraft");
  });

  it("are made when they are chosen", async () => {
    const only = ["refactor.rewrite"];
    const actions = await request<CodeAction[]>("textDocument/codeAction", {
      range,
      context: { diagnostics: [], only },
    });
    const reorder = actions.find(({ title }) => title.includes("order of their flow"));
    expect(reorder?.edit).toBeUndefined();
    const resolved = await server.connection.sendRequest<CodeAction>("codeAction/resolve", reorder);
    expect(resolved.edit?.changes?.[uri]).toHaveLength(1);
  });

  it("stand beside formatting and the other notation", async () => {
    const edits = await request<TextEdit[]>("textDocument/formatting", { options: { tabSize: 2, insertSpaces: true } });
    expect(edits.length).toBe(2);
    const other = await server.connection.sendRequest<object>("statecraft/otherNotation", { uri });
    expect(other).toMatchObject({ languageId: "asl", text: expect.stringContaining('"StartAt": "A"') });
  });
});

describe("settings", () => {
  it("are read though folders are followed, too", async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [finding] = await server.open("file:///settings.asl.yaml", "asl-yaml", TEXT);
    expect(finding).toMatchObject({ code: "next-unknown-state", severity: 2 });
  });
});
