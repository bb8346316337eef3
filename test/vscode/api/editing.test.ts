import assert from "node:assert/strict";
import * as vscode from "vscode";
import { test } from "../kit/in-editor.ts";
import { edit, findings, openText, waitFor, writeFile } from "../kit/workspace.ts";

const order = `{
  "StartAt": "Pay",
  "States": {
    "Pay": { "Type": "Pass", "Next": "Ship" },
    "Ship": { "Type": "Succeed" }
  }
}
`;

const yaml = `StartAt: Pay
States:
  Pay: { Type: Pass, Next: Ship }
  Ship: { Type: Succeed }
`;

test("a broken Next is marked within half a second", async () => {
  const document = await openText("order.asl.json", order.replace('"Next": "Ship"', '"Next": "Shop"'));
  const marked = () =>
    waitFor(
      "the finding",
      () => findings(document),
      (found) => found.length > 0,
    );
  await marked();
  await edit(document, "Shop", "Ship");
  await waitFor(
    "no findings",
    () => findings(document),
    (found) => found.length === 0,
  );
  const began = Date.now();
  await edit(document, '"Next": "Ship"', '"Next": "Shop"');
  const [finding] = await marked();
  const took = Date.now() - began;
  assert.equal(finding?.code, "next-unknown-state");
  assert.equal(document.getText(finding.range), '"Shop"');
  assert.ok(took < 500, `It took ${took} ms.`);
});

for (const [name, text] of Object.entries({
  "f12.asl.json": order,
  "f12.asl.yaml": yaml,
  "plain.json": order,
  "plain.yaml": yaml,
})) {
  test(`the definition of a Next is the state, in ${name}`, async () => {
    const document = await openText(name, text);
    const at = document.positionAt(text.indexOf("Ship") + 1);
    const found = await waitFor(
      "the state",
      async () =>
        vscode.commands.executeCommand<vscode.LocationLink[]>("vscode.executeDefinitionProvider", document.uri, at),
      (links) => links.length > 0,
    );
    const range = found[0]?.targetSelectionRange;
    assert.ok(range && document.offsetAt(range.start) >= text.lastIndexOf("Ship") - 1);
  });
}

test("a plain JSON file gets findings once it is a definition", async () => {
  const document = await openText("growing.json", "{}");
  await edit(document, "{}", order.replace('"Next": "Ship"', '"Next": "Shop"'));
  await waitFor(
    "the finding",
    () => findings(document),
    (found) => found.length === 1,
  );
  await edit(document, "Shop", "Ship");
  await waitFor(
    "no findings",
    () => findings(document),
    (found) => found.length === 0,
  );
});

test("the outline has the states", async () => {
  const document = await openText("outline.asl.json", order);
  const found = await waitFor(
    "the outline",
    async () =>
      vscode.commands.executeCommand<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", document.uri),
    (symbols) => symbols?.length > 0,
  );
  const names = found.flatMap(({ name, children }) => [name, ...children.map((child) => child.name)]);
  for (const name of ["Pay", "Ship"]) assert.ok(names.includes(name), names.join());
});

test("all commands are there", async () => {
  await openText("commands.asl.json", order);
  const { packageJSON } = vscode.extensions.getExtension("statecraft.statecraft") ?? {};
  const known = await vscode.commands.getCommands();
  const offered: readonly { readonly command: string }[] = packageJSON.contributes.commands;
  assert.deepEqual(
    offered.map(({ command }) => command).filter((command) => !known.includes(command)),
    [],
  );
});

test("a JSON file that is no definition starts no server", async () => {
  const document = await vscode.workspace.openTextDocument(await writeFile("data.json", '{ "States": [] }'));
  assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
});
