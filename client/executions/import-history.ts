import { basename } from "node:path";
import * as vscode from "vscode";
import type { Kept } from "../../archive/protocol.ts";
import { activeDocument } from "../debugging/launch-document.ts";
import type { Executions } from "./executions.ts";
import { secretWords } from "./kept-executions.ts";

/** Larger histories than the service keeps are no histories. */
const LARGEST = 256_000_000;

/** Imports the history that a person chooses: from a file, or from the clipboard. Shows it where there is one. */
export async function importHistory(executions: Executions, resource: vscode.Uri | undefined): Promise<void> {
  const document = await definitionFor(resource);
  if (!document) return;
  const text = await askForText();
  if (!text) return;
  const kept = await importText(executions, document, text.text, text.name);
  const [first] = kept;
  if (first) await executions.open(first);
}

/** The definition whose execution it is: the one that the command was chosen for, or the one in front. */
async function definitionFor(resource: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const uri = resource ?? activeDocument()?.uri;
  if (uri) return uri;
  const found = await vscode.workspace.findFiles("**/*.{asl,asl.json,asl.yaml,asl.yml}", "**/node_modules/**", 200);
  if (found.length === 0) {
    void vscode.window.showErrorMessage("Open the state machine whose execution it is, then import its history again.");
    return undefined;
  }
  if (found.length === 1) return found[0];
  const items = found.map((each) => ({
    label: basename(each.path),
    description: vscode.workspace.asRelativePath(each),
    uri: each,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: "Which state machine's execution is it?" });
  return chosen?.uri;
}

async function askForText(): Promise<{ readonly text: string; readonly name: string } | undefined> {
  const [clipboard, file] = ["clipboard", "file"] as const;
  const chosen = await vscode.window.showQuickPick(
    [
      {
        label: "$(clippy) From the clipboard",
        detail: "What `aws stepfunctions get-execution-history` printed, one page or several",
        from: clipboard,
      },
      {
        label: "$(folder-opened) From a file…",
        detail: "JSON of one or more pages, the exported log of an EXPRESS machine, or an execution that was saved",
        from: file,
      },
    ],
    { title: "Import an execution history" },
  );
  if (chosen?.from === clipboard) return { text: await vscode.env.clipboard.readText(), name: "Pasted history" };
  if (!chosen) return undefined;
  const filters = { "Execution histories": ["json", "jsonl", "ndjson", "log", "txt", "aslrun"], "All files": ["*"] };
  const [uri] = (await vscode.window.showOpenDialog({ title: "Import an execution history", filters })) ?? [];
  if (!uri) return undefined;
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > LARGEST) {
    void vscode.window.showErrorMessage(`"${basename(uri.path)}" is larger than any execution history can be.`);
    return undefined;
  }
  return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), name: basename(uri.path) };
}

/** Keeps the executions of a text, and says what is wrong with it or missing in it. */
export async function importText(
  { archive, kept }: Executions,
  document: vscode.Uri,
  text: string,
  name: string,
): Promise<readonly Kept[]> {
  const definition = await vscode.workspace.openTextDocument(document).then(
    (opened) => opened.getText(),
    () => "",
  );
  const redact = secretWords(document);
  const params = { folder: kept.folder, text, name, document: document.toString(), definition, redact };
  const result = await archive.request("import", params);
  if ("problem" in result) {
    void vscode.window.showErrorMessage(result.problem);
    return [];
  }
  await kept.add(result.kept);
  if (result.warning !== undefined) void vscode.window.showWarningMessage(result.warning);
  return result.kept;
}
