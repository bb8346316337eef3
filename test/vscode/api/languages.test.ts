import assert from "node:assert/strict";
import * as vscode from "vscode";
import { test } from "../kit/in-editor.ts";

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
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, name);
    await vscode.workspace.fs.writeFile(uri, new Uint8Array());
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, languageId);
  });
}
