import { basename } from "node:path";
import * as vscode from "vscode";
import type { LaunchFields } from "../../debugger/protocol.ts";
import { launchedMachine } from "./launch-document.ts";
import { projectFile, readJson } from "./project-file.ts";

/**
 * The test cases of a definition's mock-config file, for the user to choose from before anything starts. Whether the file
 * is right, the debug adapter says: here what can't be read has no cases.
 */
export async function testCasesOf(definition: vscode.Uri, fields: LaunchFields): Promise<readonly string[]> {
  if (definition.scheme !== "file") return [];
  const { mocks } = fields;
  const content = typeof mocks === "string" || mocks === undefined ? await readMocks(definition, mocks) : mocks;
  const machines = objectAt(content, "StateMachines");
  const [only] = Object.keys(machines).length === 1 ? Object.values(machines) : [];
  return Object.keys(objectAt(machines[launchedMachine(fields) ?? machineName(definition)] ?? only, "TestCases"));
}

async function readMocks(definition: vscode.Uri, named: string | undefined): Promise<unknown> {
  const folder = vscode.Uri.joinPath(definition, "..");
  if (named !== undefined) return readJson(resolved(folder, named));
  const project = await projectFile(definition);
  if (project?.mocks) return readJson(project.mocks);
  const beside = await readJson(vscode.Uri.joinPath(folder, "MockConfigFile.json"));
  const fromEnvironment = process.env.SFN_MOCK_CONFIG ?? process.env.LOCALSTACK_SFN_MOCK_CONFIG;
  return beside ?? (fromEnvironment === undefined ? undefined : readJson(vscode.Uri.file(fromEnvironment)));
}

const resolved = (folder: vscode.Uri, path: string): vscode.Uri =>
  /^([/\\]|[A-Za-z]:)/.test(path) ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder, path);

/** The machine's name in mock-config files: the file's, without its extensions. */
const machineName = ({ path }: vscode.Uri): string => basename(path).replace(/(\.asl)?\.[a-z0-9]+$/i, "");

function objectAt(value: unknown, key: string): { readonly [name: string]: unknown } {
  const held = (value as { readonly [name: string]: unknown } | null | undefined)?.[key];
  return typeof held === "object" && held !== null ? (held as { readonly [name: string]: unknown }) : {};
}

/** Asks for a test case; the last one comes first. Undefined where the user gives up. */
export async function pickTestCase(
  definition: vscode.Uri,
  cases: readonly string[],
  storage: vscode.Memento,
): Promise<string | undefined> {
  const key = `test case of ${definition.toString()}`;
  const last = storage.get<string>(key);
  const sorted = cases.toSorted((a, b) => Number(b === last) - Number(a === last));
  const items = sorted.map((name) => ({ label: name, description: name === last ? "last used" : "" }));
  const options = { title: "Test case", placeHolder: "Which mocks answer the tasks?" };
  const chosen = await vscode.window.showQuickPick(items, options);
  if (chosen) await storage.update(key, chosen.label);
  return chosen?.label;
}
