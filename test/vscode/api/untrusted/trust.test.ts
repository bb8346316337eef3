import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { test } from "../../kit/in-editor.ts";
import { runToEnd } from "../../kit/session.ts";
import { findings, openText, waitFor, writeFile } from "../../kit/workspace.ts";

const machine = JSON.stringify({
  StartAt: "Charge",
  States: {
    Charge: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "charge" },
      OutputPath: "$.Payload",
      End: true,
    },
  },
});

/** A handler that leaves a trace as soon as it is loaded. */
const handler = (trace: string): string => `
  require("node:fs").writeFileSync(${JSON.stringify(trace)}, "");
  exports.handler = async () => "from the handler";
`;

test("the folder isn't trusted", () => {
  assert.equal(vscode.workspace.isTrusted, false);
});

test("findings, outline and definitions work", async () => {
  const document = await openText("broken.asl.json", machine.replace('"StartAt":"Charge"', '"StartAt":"Other"'));
  const [finding] = await waitFor(
    "the finding",
    () => findings(document),
    (found) => found.length === 1,
  );
  assert.match(finding?.message ?? "", /"Other"/);
  const outline = await waitFor(
    "the outline",
    async () =>
      vscode.commands.executeCommand<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", document.uri),
    (symbols) => symbols?.length > 0,
  );
  assert.match(JSON.stringify(outline), /Charge/);
});

test("a run uses mocks", async () => {
  const { uri } = await openText("mocked.asl.json", machine);
  const tasks = [{ kind: "mock", result: { Payload: "from the mock" } }];
  assert.match(await runToEnd(uri, { tasks }), /Succeeded[\s\S]*"from the mock"/);
});

test("a handler is refused, and nothing of the folder is run", async () => {
  const { uri } = await openText("charge.asl.json", machine);
  const trace = vscode.Uri.joinPath(uri, "../trace.txt").fsPath;
  await writeFile("charge.cjs", handler(trace));
  await writeFile("statecraft.json", JSON.stringify({ tasks: [{ kind: "node", handler: "charge.handler" }] }));
  const output = await runToEnd(uri);
  assert.match(output, /"Charge" can't be run \(this folder isn't trusted/);
  assert.doesNotMatch(output, /from the handler/);
  assert.equal(existsSync(trace), false);
});

test("settings of the folder that name programs and files don't count", async () => {
  const { uri } = await openText("settings.asl.json", machine);
  await writeFile(
    ".vscode/settings.json",
    JSON.stringify({ "statecraft.node.path": "evil", "statecraft.mocks": "none.json" }),
  );
  const settings = vscode.workspace.getConfiguration("statecraft", uri);
  for (const name of ["node.path", "mocks"]) assert.equal(settings.get(name), "");
});
