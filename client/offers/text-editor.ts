import * as vscode from "vscode";
import { hasToolkit } from "./toolkit.ts";

const patterns = ["*.asl", "*.asl.json", "*.asl.yaml", "*.asl.yml"];

/** Offers once to open definitions as text, where another extension shows them otherwise. */
export async function offerTextEditor({ globalState }: vscode.ExtensionContext): Promise<void> {
  const key = "offered the text editor";
  if (!hasToolkit() || globalState.get(key) || opensAsText()) return;
  await globalState.update(key, true);
  const message =
    "AWS Toolkit opens state machines in Workflow Studio. Open them as text, with their diagram beside it when you like?";
  const chosen = await vscode.window.showInformationMessage(message, "Open as text", "Keep");
  if (chosen === "Open as text") await useTextEditor();
}

/** Makes text the default for definitions, and shows the one that is open that way. */
export async function useTextEditor(): Promise<void> {
  const workbench = vscode.workspace.getConfiguration("workbench");
  const text = Object.fromEntries(patterns.map((pattern) => [pattern, "default"]));
  const associations = { ...userAssociations(), ...text };
  await workbench.update("editorAssociations", associations, vscode.ConfigurationTarget.Global);
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isDefinition = input instanceof vscode.TabInputCustom && /\.asl(\.(json|ya?ml))?$/.test(input.uri.path);
  if (isDefinition) await vscode.commands.executeCommand("vscode.openWith", input.uri, "default");
}

function userAssociations(): Readonly<Record<string, string>> {
  const workbench = vscode.workspace.getConfiguration("workbench");
  return workbench.inspect<Record<string, string>>("editorAssociations")?.globalValue ?? {};
}

const opensAsText = (): boolean => patterns.every((pattern) => userAssociations()[pattern] === "default");
