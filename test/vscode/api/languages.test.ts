import assert from "node:assert/strict";
import * as vscode from "vscode";
import { test } from "../kit/in-editor.ts";
import { writeFile } from "../kit/workspace.ts";

const languageIds: Readonly<Record<string, string>> = {
  "order.asl": "asl",
  "order.asl.json": "asl",
  "order.asl.yaml": "asl-yaml",
  "order.asl.yml": "asl-yaml",
  "order.json": "json",
  "order.yaml": "yaml",
};

for (const [name, languageId] of Object.entries(languageIds)) {
  test(`${name} opens as ${languageId}`, async () => {
    const document = await vscode.workspace.openTextDocument(await writeFile(name, ""));
    assert.equal(document.languageId, languageId);
  });
}
