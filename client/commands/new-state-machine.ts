import * as vscode from "vscode";
import { type Example, exampleFolder, examplesOf, untitledExample } from "../examples/examples.ts";
import type { Command } from "./command.ts";

export const newStateMachine: Command = {
  id: "statecraft.newStateMachine",
  async run({ context }) {
    const example = await pickExample(await examplesOf(context.extensionUri));
    if (!example) return;
    const folder = await pickPlace(example);
    if (folder === "untitled") await untitledExample(example);
    else if (folder) await exampleFolder(example, folder);
  },
};

async function pickExample(examples: readonly Example[]): Promise<Example | undefined> {
  const items = examples.map((example) => ({ label: example.title, detail: example.description, example }));
  const options = { title: "New state machine", placeHolder: "What does it look like?", matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.example;
}

/** Where the example goes: into a folder of the workspace with all its files, or into an editor alone. */
async function pickPlace({ title, name, files }: Example): Promise<vscode.Uri | "untitled" | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const more = Object.keys(files).length > 1;
  if (folders.length === 0 || !more) return "untitled";
  const items = [
    { label: "$(file) New file", description: "The definition alone, not saved yet", place: "untitled" as const },
    ...folders.map(({ name: folder, uri }) => ({
      label: `$(new-folder) Folder "${name}" in ${folder}`,
      description: "With all its files, ready to run",
      place: uri,
    })),
  ];
  const options = { title, placeHolder: "Where shall it go?" };
  return (await vscode.window.showQuickPick(items.toReversed(), options))?.place;
}
