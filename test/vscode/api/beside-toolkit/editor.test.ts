import * as vscode from "vscode";
import { test } from "../../kit/in-editor.ts";
import { waitFor, writeFile } from "../../kit/workspace.ts";

test("AWS's extension takes definitions over unless it is told otherwise", async () => {
  const uri = await writeFile("order.asl.json", "{}");
  await vscode.commands.executeCommand("vscode.open", uri);
  await waitFor(
    "the visual editor",
    () => vscode.window.tabGroups.activeTabGroup.activeTab?.input,
    (input) => input instanceof vscode.TabInputCustom,
  );
});
