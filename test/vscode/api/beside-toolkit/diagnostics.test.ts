import assert from "node:assert/strict";
import * as vscode from "vscode";
import { test } from "../../kit/in-editor.ts";
import { findings, waitFor, writeFile } from "../../kit/workspace.ts";

/** AWS Toolkit finds the name of the state too, but nothing in expressions. */
const text = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $sm([1]) %}", "Next": "Nowhere" }
  }
}
`;

const ours = ["jsonata-unknown-function"];
const all = [...ours, "next-unknown-state"];

const found = async (name: string, expected: readonly string[]): Promise<void> => {
  const document = await vscode.workspace.openTextDocument(await writeFile(name, text));
  const codes = await waitFor(
    `${expected.length} findings`,
    () => findings(document).map(({ code }) => code),
    (there) => there.length === expected.length,
  );
  assert.deepEqual(codes, expected);
};

test("beside AWS's extension nothing is marked twice until the user chooses", () => found("both.asl.json", ours));

for (const [choice, expected] of Object.entries({ both: all, awsToolkit: [], statecraft: all, undecided: ours })) {
  test(`beside AWS's extension the findings are as chosen: ${choice}`, async () => {
    const settings = vscode.workspace.getConfiguration("statecraft");
    await settings.update("besideToolkit", choice, vscode.ConfigurationTarget.Global);
    await found("both.asl.json", expected);
    await settings.update("besideToolkit", undefined, vscode.ConfigurationTarget.Global);
  });
}

test("beside AWS's extension the choice is a command too", async () => {
  const choosing = vscode.commands.executeCommand("statecraft.chooseDiagnostics");
  const settings = () => vscode.workspace.getConfiguration("statecraft").inspect("besideToolkit")?.globalValue;
  await waitFor(
    "the choice",
    async () => {
      await vscode.commands.executeCommand("notifications.focusFirstToast").then(undefined, () => {});
      await vscode.commands.executeCommand("notification.acceptPrimaryAction").then(undefined, () => {});
      return settings();
    },
    (value) => value === "statecraft",
  );
  void choosing;
  for (const [section, name] of [
    ["statecraft", "besideToolkit"],
    // The offer to open definitions as text may have been taken with it.
    ["workbench", "editorAssociations"],
  ] as const) {
    await vscode.workspace.getConfiguration(section).update(name, undefined, vscode.ConfigurationTarget.Global);
  }
});
