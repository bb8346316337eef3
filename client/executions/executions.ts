import { copyFile } from "node:fs/promises";
import { basename } from "node:path";
import * as vscode from "vscode";
import type { Kept } from "../../archive/protocol.ts";
import type { Runs } from "../debugging/runs.ts";
import { type ArchiveProcess, archiveProcess } from "./archive-process.ts";
import { executionsTree, momentText } from "./executions-tree.ts";
import { type KeptExecutions, keptExecutions } from "./kept-executions.ts";
import { type ShownExecutions, shownExecutions } from "./shown-executions.ts";
import { type ValueDocuments, valueDocuments } from "./value-documents.ts";

/** The executions of this workspace: those that run, those that are kept, and which of them the diagrams show. */
export interface Executions extends vscode.Disposable {
  readonly archive: ArchiveProcess;
  readonly kept: KeptExecutions;
  readonly shown: ShownExecutions;
  readonly values: ValueDocuments;
  /** Shows a kept execution in its diagram, which is opened where it isn't. */
  open(kept: Kept): Promise<void>;
  /** How diagrams are opened; known once there are such. */
  useDiagrams(open: (document: vscode.Uri) => void): void;
}

export function executionsIn(context: vscode.ExtensionContext, runs: Runs): Executions {
  const archive = archiveProcess(context);
  const kept = keptExecutions(context, archive);
  const shown = shownExecutions(context, runs, kept, archive);
  const values = valueDocuments();
  const tree = executionsTree(kept);
  let openDiagram: ((document: vscode.Uri) => void) | undefined;
  return {
    archive,
    kept,
    shown,
    values,
    async open(execution) {
      openDiagram?.(vscode.Uri.parse(execution.document));
      await shown.show(execution.document, execution);
    },
    useDiagrams(open) {
      openDiagram = open;
    },
    dispose: () => vscode.Disposable.from(tree, values, shown, kept, archive).dispose(),
  };
}

/** The execution that a command is chosen for: a node of the tree, else one that the user picks. */
export async function chosenExecution(
  { kept }: Executions,
  resource: vscode.Uri | undefined,
  title: string,
): Promise<Kept | undefined> {
  const found = resource && (await kept.byFile(resource.fsPath));
  return found ?? pickExecution(await kept.all(), title);
}

export async function pickExecution(all: readonly Kept[], title: string): Promise<Kept | undefined> {
  if (all.length === 0) {
    void vscode.window.showInformationMessage(
      "There is no other execution yet. Run the state machine, or import a history.",
    );
    return undefined;
  }
  const items = all.map((each) => ({
    label: each.name,
    description: [momentText(each.startedAt), each.error ?? each.status].filter(Boolean).join(" · "),
    detail: basename(vscode.Uri.parse(each.document).path),
    kept: each,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  return chosen?.kept;
}

/** Copies an execution's file to where the user wants it. */
export async function saveExecution({ file, name }: Kept): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const proposed = `${name.replace(/[^\w.-]+/g, "-")}.aslrun`;
  const target = await vscode.window.showSaveDialog({
    title: "Save the execution",
    filters: { "Recorded executions": ["aslrun"] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, proposed) }),
  });
  if (target) await copyFile(file, target.fsPath);
}

/** Compares what the diagram of a document shows with an execution that the user picks. */
export async function compareShown(executions: Executions, document: string): Promise<void> {
  const shown = await executions.shown.keptIn(document);
  const others = (await executions.kept.of(document)).filter(({ file }) => file !== shown?.file);
  const other = await pickExecution(others, "Compare with which execution?");
  if (other) await executions.shown.compare(document, other);
}
