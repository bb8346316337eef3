import { basename, posix } from "node:path";
import * as vscode from "vscode";
import type { LanguageServer } from "../language/server.ts";
import type { InputHistory, UsedInput } from "./input-history.ts";
import { projectFile } from "./project-file.ts";

/** An input that the picker offers. */
export interface OfferedInput {
  readonly input: UsedInput;
  readonly label: string;
  readonly description: string;
  /** Where it comes from: the heading that it stands under. */
  readonly group: "Last run" | "Recently used" | "Files" | "New";
}

/**
 * Everything that a definition could be started with, the likeliest first. A state of it is named by the URI's query, and
 * has `earlier` from the last run.
 */
export async function offeredInputs(
  definition: vscode.Uri,
  history: InputHistory,
  server: LanguageServer,
  earlier?: unknown,
): Promise<readonly OfferedInput[]> {
  const recent = history.of(definition);
  const document = definition.with({ fragment: "", query: "" });
  const isState = definition.query !== "";
  // What a state gets is found in no file: it comes from the state before.
  const files = isState ? [] : await inputFiles(document);
  const fresh = files.filter((file) => !recent.some((used) => used.kind === "file" && used.uri === file.toString()));
  const sample = isState ? undefined : await sampleOf(document, server);
  return [
    ...(earlier === undefined
      ? []
      : [{ ...offeredText(JSON.stringify(earlier), "As in the last run"), group: "Last run" } as const]),
    ...recent.map(offeredAgain),
    ...fresh.map((file) => offeredFile(file, "Files")),
    ...(sample === undefined ? [] : [offeredText(sample, "Sample")]),
    offeredText("{}", "Empty"),
  ];
}

const offeredAgain = (used: UsedInput): OfferedInput =>
  used.kind === "file"
    ? offeredFile(vscode.Uri.parse(used.uri), "Recently used")
    : { input: used, label: oneLine(used.text), description: "", group: "Recently used" };

const offeredFile = (file: vscode.Uri, group: OfferedInput["group"]): OfferedInput => ({
  input: { kind: "file", uri: file.toString() },
  label: basename(file.path),
  description: folderOf(file),
  group,
});

/** The folder of a file, from that of the workspace. */
function folderOf(file: vscode.Uri): string {
  const folder = posix.dirname(vscode.workspace.asRelativePath(file));
  return folder === "." ? "" : folder;
}

const offeredText = (text: string, label: string): OfferedInput => ({
  input: { kind: "text", text },
  label,
  description: oneLine(text),
  group: "New",
});

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").slice(0, 80);

/** Files beside the definition, in `events/`, and those that the project file names. */
async function inputFiles(definition: vscode.Uri): Promise<readonly vscode.Uri[]> {
  if (definition.scheme !== "file") return [];
  const folder = vscode.Uri.joinPath(definition, "..");
  const project = await projectFile(definition);
  const patterns = [
    new vscode.RelativePattern(folder, "*.input.json"),
    new vscode.RelativePattern(folder, "events/*.json"),
    ...(project?.inputs ?? []).map((glob) => new vscode.RelativePattern(project?.folder ?? folder, glob)),
  ];
  const found = await Promise.all(patterns.map((pattern) => vscode.workspace.findFiles(pattern, null, 50)));
  const files = new Map(found.flat().map((file) => [file.toString(), file]));
  return [...files.values()].sort((a, b) => a.path.localeCompare(b.path));
}

async function sampleOf(definition: vscode.Uri, server: LanguageServer): Promise<string | undefined> {
  const running = await server.running();
  const sample = await running.request("statecraft/sampleInput", { uri: definition.toString() });
  return sample === null || sample === "{}" ? undefined : sample;
}
