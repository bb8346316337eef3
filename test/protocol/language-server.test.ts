import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  CompletionList,
  DocumentSymbol,
  Hover,
  LocationLink,
  SymbolInformation,
  WorkspaceEdit,
} from "vscode-languageserver";
import type { GraphAnswer, StateRanges } from "../../server/protocol.ts";
import {
  type BuiltProgram,
  buildProgram,
  type LanguageClient,
  startLanguageServer,
  waiting,
} from "../kit/language-client.ts";

const able = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown" as const] } },
    hover: { contentFormat: ["markdown" as const] },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true },
  },
};

const TEXT = `StartAt: Check
States:
  Check: {Type: Choice, Choices: [{Variable: $.a, IsPresent: true, Next: Pay}], Default: Done}
  Pay: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Done}
  Done: {Type: Succeed}
`;
const BROKEN = TEXT.replace("Next: Done", "Next: Dne");

let program: BuiltProgram;
let server: LanguageClient;

beforeAll(async () => {
  program = await buildProgram("server/main.ts");
  server = await startLanguageServer(program.path, able);
}, 60_000);

afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await program.remove();
});

const request = <R>(method: string, uri: string, params: object): Promise<R> =>
  server.connection.sendRequest(method, { textDocument: { uri }, ...params });

describe("the language server over pipes", () => {
  it("says what it can do", () => {
    expect(server.initialized.serverInfo?.name).toBe("statecraft");
    expect(Object.keys(server.initialized.capabilities).toSorted()).toMatchInlineSnapshot(`
      [
        "callHierarchyProvider",
        "codeActionProvider",
        "codeLensProvider",
        "completionProvider",
        "definitionProvider",
        "documentFormattingProvider",
        "documentHighlightProvider",
        "documentLinkProvider",
        "documentRangeFormattingProvider",
        "documentSymbolProvider",
        "foldingRangeProvider",
        "hoverProvider",
        "inlayHintProvider",
        "referencesProvider",
        "renameProvider",
        "selectionRangeProvider",
        "semanticTokensProvider",
        "signatureHelpProvider",
        "textDocumentSync",
        "workspaceSymbolProvider",
      ]
    `);
  });

  it("reports findings at once, and after a change", async () => {
    const began = performance.now();
    const [finding, ...others] = await server.open("file:///a.asl.yaml", "asl-yaml", BROKEN);
    expect(performance.now() - began).toBeLessThan(500);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: "next-unknown-state",
      source: "statecraft",
      severity: 1,
      range: { start: { line: 3, character: 70 }, end: { line: 3, character: 73 } },
    });
    expect(await server.change("file:///a.asl.yaml", 2, TEXT)).toEqual([]);
  });

  it("completes", async () => {
    await server.open("file:///b.asl.yaml", "asl-yaml", TEXT);
    const at = { line: 3, character: 70 };
    const { items } = await request<CompletionList>("textDocument/completion", "file:///b.asl.yaml", { position: at });
    expect(items.map(({ label }) => label)).toEqual(["Check", "Done", "Pay"]);
  });

  it("leads to states, and shows what they are", async () => {
    const uri = "file:///c.asl.yaml";
    await server.open(uri, "asl-yaml", TEXT);
    const position = { line: 0, character: 11 };
    const [link] = await request<LocationLink[]>("textDocument/definition", uri, { position });
    expect(link).toMatchObject({
      targetUri: uri,
      targetSelectionRange: { start: { line: 2, character: 2 }, end: { line: 2, character: 7 } },
      originSelectionRange: { start: { line: 0, character: 9 }, end: { line: 0, character: 14 } },
    });
    const hover = await request<Hover>("textDocument/hover", uri, { position });
    expect(hover.contents).toMatchObject({ kind: "markdown", value: expect.stringContaining("Choice state") });
    const context = { includeDeclaration: false };
    expect(await request("textDocument/references", uri, { position, context })).toHaveLength(1);
    expect(await request("textDocument/documentHighlight", uri, { position })).toHaveLength(2);
  });

  it("renames, and refuses with a reason", async () => {
    const uri = "file:///d.asl.yaml";
    await server.open(uri, "asl-yaml", TEXT);
    const position = { line: 4, character: 3 };
    expect(await request("textDocument/prepareRename", uri, { position })).toMatchObject({ placeholder: "Done" });
    const edit = await request<WorkspaceEdit>("textDocument/rename", uri, { position, newName: "End" });
    expect(edit.changes?.[uri]?.map(({ newText }) => newText)).toEqual(["End", "End", "End"]);
    await expect(request("textDocument/rename", uri, { position, newName: "Pay" })).rejects.toThrow("is there already");
  });

  it("outlines", async () => {
    await server.open("file:///e.asl.yaml", "asl-yaml", TEXT);
    const symbols = await request<DocumentSymbol[]>("textDocument/documentSymbol", "file:///e.asl.yaml", {});
    expect(symbols.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
      "Check: Choice, starts here",
      "Pay: Task",
      "Done: Succeed",
    ]);
  });

  it("sends graphs to those who subscribe, when they change", async () => {
    const uri = "file:///f.asl.yaml";
    const changes = waiting<GraphAnswer>();
    server.connection.onNotification("statecraft/graphChanged", (answer: GraphAnswer) => changes.add(answer));
    await server.open(uri, "asl-yaml", TEXT);
    const first = await server.connection.sendRequest<GraphAnswer>("statecraft/subscribeGraph", { uri, active: true });
    expect(first).toMatchObject({ uri, version: 1, problem: null });
    await server.change(uri, 2, `# a comment changes no graph\n${TEXT}`);
    await server.change(uri, 3, TEXT.replace("Default: Done", "Default: Pay"));
    expect(await changes.next(() => true)).toMatchObject({ version: 3 });
    expect(await server.connection.sendRequest("statecraft/graph", { uri })).toMatchObject({ version: 3 });
    const position = { line: 3, character: 20 };
    expect(await server.connection.sendRequest("statecraft/stateAt", { uri, position })).toBe("/States/Pay");
    const ranges = await server.connection.sendRequest<StateRanges>("statecraft/rangeOf", { uri, path: "/States/Pay" });
    expect(ranges.name.start).toEqual({ line: 3, character: 2 });
    expect(await server.connection.sendRequest("statecraft/rangeOf", { uri, path: "/States/No" })).toBeNull();
  });

  it("takes plain JSON and YAML for definitions by their content alone", async () => {
    expect(
      await server.open("file:///g.json", "json", '{"StartAt": "A", "States": {"B": {"Type": "Fail"}}}'),
    ).toHaveLength(1);
    expect(await server.open("file:///h.json", "json", '{"name": "StartAt States"}')).toEqual([]);
    expect(await server.open("file:///i.yaml", "yaml", BROKEN)).toHaveLength(1);
    expect(await server.open("file:///j.yaml", "yaml", "Resources:\n  StartAt: x\n  States: y")).toEqual([]);
    const position = { line: 0, character: 3 };
    expect(await request("textDocument/hover", "file:///h.json", { position })).toBeNull();
  });

  it.each([
    ["an empty file", "", 1],
    ["no JSON at all", "not a definition", 1],
    ["5,000 levels", `{"StartAt": ${"[".repeat(5000)}${"]".repeat(5000)}}`, 3],
    ["unclosed braces", '{"a":'.repeat(5000), 5],
  ])("stays alive on %s", async (name, text, count) => {
    const uri = `file:///${encodeURIComponent(name)}.asl`;
    const findings = await server.open(uri, "asl", text);
    expect(findings.length).toBeGreaterThanOrEqual(1);
    expect(findings.length).toBeLessThanOrEqual(count);
    const position = { line: 0, character: Math.min(9, text.length) };
    await request("textDocument/completion", uri, { position });
    await request("textDocument/hover", uri, { position });
    expect(await request("textDocument/documentSymbol", uri, {})).toBeDefined();
    expect(await server.connection.sendRequest("statecraft/graph", { uri })).toMatchObject({ uri });
  });

  it("answers about a file of 5 MB", async () => {
    const uri = "file:///large.asl";
    const states = Array.from(
      { length: 35_000 },
      (_, i) => `"State ${i}": {"Type": "Pass", "Comment": "${"x".repeat(80)}", "Next": "State ${i + 1}"}`,
    );
    const text = `{"StartAt": "State 0", "States": {\n${states.join(",\n")},\n"State 35000": {"Type": "Succeed"}}}`;
    expect(text.length).toBeGreaterThan(5_000_000);
    const findings = await server.open(uri, "asl", text);
    expect(findings.map(({ code }) => code)).toEqual(["definition-size"]);
    const position = { line: 1000, character: 3 };
    expect(await request("textDocument/definition", uri, { position })).toHaveLength(1);
    await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  });
});

describe("an editor that can do nothing", () => {
  it("gets plain answers", async () => {
    const plain = await startLanguageServer(program.path, {});
    const uri = "file:///a.yaml";
    await plain.open(uri, "yaml", TEXT);
    const ask = <R>(method: string, params: object): Promise<R> =>
      plain.connection.sendRequest(method, { textDocument: { uri }, ...params });
    const symbols = await ask<SymbolInformation[]>("textDocument/documentSymbol", {});
    expect(symbols.map(({ location }) => location.range.start.line)).toEqual([2, 3, 4]);
    const position = { line: 0, character: 11 };
    expect(await ask("textDocument/definition", { position })).toMatchObject([{ uri }]);
    expect(await ask("textDocument/hover", { position })).toMatchObject({ contents: { kind: "plaintext" } });
    await plain.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { statecraft: { rules: { "choice-no-default": "off" } } },
    });
    expect(await plain.stop()).toBe(0);
  });

  it("or options at the start, which settings outdo", async () => {
    const options = { rules: { "next-unknown-state": "warning", "choice-no-default": "off" } };
    const client = await startLanguageServer(program.path, {}, undefined, undefined, options);
    const [finding] = await client.open("file:///a.yaml", "yaml", BROKEN);
    expect(finding?.severity).toBe(2);
    await client.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { statecraft: { rules: { "next-unknown-state": "information" } } },
    });
    const [changed] = await client.change("file:///a.yaml", 2, BROKEN);
    expect(changed?.severity).toBe(3);
    expect(await client.stop()).toBe(0);
  });

  it("or settings of rules", async () => {
    const settings = { rules: { "next-unknown-state": "warning" } };
    const client = await startLanguageServer(program.path, { workspace: { configuration: true } }, settings);
    await client.open("file:///a.yaml", "yaml", BROKEN);
    const [finding] = await client.change("file:///a.yaml", 2, BROKEN);
    expect(finding?.severity).toBe(2);
    expect(await client.stop()).toBe(0);
  });
});
