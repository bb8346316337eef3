import assert from "node:assert/strict";
import * as vscode from "vscode";
import { test } from "../../kit/in-editor.ts";
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

test("settings of the folder that name programs and files don't count", async () => {
  const { uri } = await openText("settings.asl.json", machine);
  await writeFile(
    ".vscode/settings.json",
    JSON.stringify({ "statecraft.node.path": "evil", "statecraft.mocks": "none.json" }),
  );
  const settings = vscode.workspace.getConfiguration("statecraft", uri);
  for (const name of ["node.path", "mocks"]) assert.equal(settings.get(name), "");
});
