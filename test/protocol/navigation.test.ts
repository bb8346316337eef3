import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  FoldingRange,
  LocationLink,
  SelectionRange,
  SymbolInformation,
  WorkspaceEdit,
} from "vscode-languageserver";
import { type BuiltProgram, buildProgram, type LanguageClient, startLanguageServer } from "../kit/language-client.ts";

const able = {
  textDocument: { definition: { linkSupport: true } },
  workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
};

const ORDERS = `StartAt: Check
States:
  Check:
    Type: Pass
    QueryLanguage: JSONata
    Assign: {total: "{% $states.input.total %}"}
    Next: Ship
  Ship:
    Type: Task
    Resource: arn:aws:states:::states:startExecution.sync:2
    Parameters: {StateMachineArn: "\${ShippingStateMachineArn}", "Input": {"total.$": "$total"}}
    Next: Done
  Done: {Type: Succeed}
`;

const SHIPPING = JSON.stringify({ StartAt: "Pack parcel", States: { "Pack parcel": { Type: "Pass", End: true } } });

let program: BuiltProgram;
let server: LanguageClient;
let folder: string;
let uri: string;

const uriOf = (...names: readonly string[]): string => pathToFileURL(join(folder, ...names)).href;

beforeAll(async () => {
  program = await buildProgram("server/main.ts");
  folder = await mkdtemp(join(tmpdir(), "statecraft-"));
  for (const name of ["shipping", "node_modules", ".hidden"]) await mkdir(join(folder, name));
  await writeFile(join(folder, "orders.asl.yaml"), ORDERS);
  await writeFile(join(folder, "shipping", "shipping.asl.json"), SHIPPING);
  await writeFile(join(folder, "node_modules", "parcel.asl.json"), SHIPPING);
  await writeFile(join(folder, ".hidden", "parcel.asl.json"), SHIPPING);
  await writeFile(join(folder, "other.json"), '{"StartAt": "Parcel", "States": 1}');
  uri = uriOf("orders.asl.yaml");
  server = await startLanguageServer(program.path, able, undefined, pathToFileURL(folder).href);
  await server.open(uri, "asl-yaml", ORDERS);
}, 60_000);

afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await program.remove();
  await rm(folder, { recursive: true });
});

const ask = <R>(method: string, params: object): Promise<R> =>
  server.connection.sendRequest(method, { textDocument: { uri }, ...params });

const symbols = async (query: string): Promise<readonly string[]> => {
  const found = await server.connection.sendRequest<SymbolInformation[]>("workspace/symbol", { query });
  return found.map(({ name, containerName }) => `${name} in ${containerName}`);
};

describe("navigation over pipes", () => {
  it("leads from a variable to where it is assigned, and renames it", async () => {
    const position = { line: 10, character: 86 };
    const [link] = await ask<LocationLink[]>("textDocument/definition", { position });
    expect(link?.targetSelectionRange.start).toEqual({ line: 5, character: 13 });
    const edit = await ask<WorkspaceEdit>("textDocument/rename", { position, newName: "sum_" });
    expect(edit.changes?.[uri]).toHaveLength(2);
    await expect(ask("textDocument/rename", { position, newName: "states" })).rejects.toThrow(
      "belongs to the language",
    );
  });

  it("renames a state in the files beside the definition too", async () => {
    const mocks = '{"StateMachines": {"orders": {"TestCases": {"Happy": {"Ship": "Shipped"}}}}, "MockedResponses": {}}';
    await writeFile(join(folder, "MockConfigFile.json"), mocks);
    await writeFile(join(folder, "statecraft.json"), '{"tasks": [{"state": "Ship", "kind": "mock"}]}');
    const position = { line: 7, character: 3 };
    const edit = await ask<WorkspaceEdit>("textDocument/rename", { position, newName: "Send" });
    expect(Object.entries(edit.changes ?? {}).map(([file, edits]) => [file, edits.length])).toEqual([
      [uriOf("MockConfigFile.json"), 1],
      [uriOf("statecraft.json"), 1],
      [uri, 2],
    ]);
    expect(edit.changes?.[uriOf("MockConfigFile.json")]).toEqual([
      { range: { start: { line: 0, character: 54 }, end: { line: 0, character: 60 } }, newText: '"Send"' },
    ]);
  });

  it("finds states of the whole workspace, open or not, but not of packages", async () => {
    expect(await symbols("parcel")).toEqual(["Pack parcel in shipping"]);
    expect(await symbols("dn")).toEqual(["Done in orders"]);
  });

  it("follows changed, new and deleted files", async () => {
    const later = join(folder, "later.asl.json");
    const tell = (type: number): Promise<void> =>
      server.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: pathToFileURL(later).href, type }],
      });
    await writeFile(later, SHIPPING.replaceAll("Pack parcel", "Send parcel"));
    await tell(1);
    expect(await symbols("send parcel")).toEqual(["Send parcel in later"]);
    await writeFile(later, SHIPPING.replaceAll("Pack parcel", "Drop parcel"));
    await tell(2);
    expect(await symbols("drop parcel")).toEqual(["Drop parcel in later"]);
    await rm(later);
    await tell(3);
    expect(await symbols("drop parcel")).toEqual([]);
  });

  it("knows predecessors and successors, into other machines too", async () => {
    const prepare = async (line: number): Promise<CallHierarchyItem> => {
      const position = { line, character: 3 };
      const [item] = await ask<CallHierarchyItem[]>("textDocument/prepareCallHierarchy", { position });
      if (!item) throw new Error("no item");
      return item;
    };
    const outgoing = (item: CallHierarchyItem) =>
      server.connection.sendRequest<CallHierarchyOutgoingCall[]>("callHierarchy/outgoingCalls", { item });
    const incoming = (item: CallHierarchyItem) =>
      server.connection.sendRequest<CallHierarchyIncomingCall[]>("callHierarchy/incomingCalls", { item });
    const ship = await prepare(7);
    expect((await incoming(ship)).map(({ from }) => from.name)).toEqual(["Check"]);
    const [shipping, done] = await outgoing(ship);
    expect(done?.to).toMatchObject({ name: "Done", uri });
    expect(shipping?.to).toMatchObject({ name: "shipping", uri: uriOf("shipping", "shipping.asl.json") });
    if (!shipping) throw new Error("no machine");
    expect((await outgoing(shipping.to)).map(({ to }) => to.name)).toEqual(["Pack parcel"]);
    expect(await incoming(shipping.to)).toMatchObject([
      { from: { name: "Ship", uri }, fromRanges: [{ start: { line: 10 } }] },
    ]);
    expect((await incoming(await prepare(2))).map(({ from }) => from.name)).toEqual(["orders"]);
  });

  it("folds, and grows selections", async () => {
    const folds = await ask<FoldingRange[]>("textDocument/foldingRange", {});
    expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [1, 12],
      [2, 6],
      [7, 11],
    ]);
    const [selection] = await ask<SelectionRange[]>("textDocument/selectionRange", {
      positions: [{ line: 5, character: 40 }],
    });
    const first = { start: { line: 5, character: 38 }, end: { line: 5, character: 43 } };
    expect(selection).toMatchObject({ range: first, parent: { range: { start: { character: 24 } } } });
  });
});
