import { basename } from "node:path";
import * as vscode from "vscode";
import type { Kept } from "../../archive/protocol.ts";
import type { KeptExecutions } from "./kept-executions.ts";

export const EXECUTIONS_VIEW = "statecraft.executions";

/** The kept executions of each definition. Its nodes are URIs: of definitions, and of the files that hold executions. */
export function executionsTree(kept: KeptExecutions): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.TreeDataProvider<vscode.Uri> = {
    onDidChangeTreeData: changed.event,
    async getChildren(parent) {
      if (parent) return (await kept.of(parent.toString())).map(({ file }) => vscode.Uri.file(file));
      const documents = new Set((await kept.all()).map(({ document }) => document));
      return [...documents].map((document) => vscode.Uri.parse(document));
    },
    async getTreeItem(node) {
      const found = node.scheme === "file" ? await kept.byFile(node.fsPath) : undefined;
      return found ? executionItem(found, node) : definitionItem(node);
    },
  };
  const view = vscode.window.createTreeView(EXECUTIONS_VIEW, { treeDataProvider: provider });
  return vscode.Disposable.from(
    view,
    changed,
    kept.onChanged(() => changed.fire()),
  );
}

function definitionItem(document: vscode.Uri): vscode.TreeItem {
  const item = new vscode.TreeItem(basename(document.path), vscode.TreeItemCollapsibleState.Expanded);
  item.contextValue = "definition";
  item.resourceUri = document;
  item.tooltip = vscode.workspace.asRelativePath(document);
  return item;
}

/** Icons and colours as in the diagram. */
const looks: { readonly [S in Kept["status"]]: readonly [icon: string, color: string, word: string] } = {
  succeeded: ["pass", "charts.green", "Succeeded"],
  failed: ["error", "charts.red", "Failed"],
  timedOut: ["watch", "charts.red", "Timed out"],
  aborted: ["circle-slash", "descriptionForeground", "Aborted"],
  running: ["play-circle", "charts.blue", "Running"],
  paused: ["debug-pause", "charts.blue", "Paused"],
};

function executionItem(kept: Kept, node: vscode.Uri): vscode.TreeItem {
  const { name, status, error, origin, startedAt, events, warning, file } = kept;
  const [icon, color, word] = looks[status];
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.None);
  item.id = file;
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.description = [momentText(startedAt), error ?? word].filter(Boolean).join(" · ");
  item.contextValue = "execution";
  const from = origin === "import" ? "Imported history" : "Local run";
  const count = `${events} event${events === 1 ? "" : "s"}`;
  item.tooltip = [`${name}: ${word}${error ? `, ${error}` : ""}`, `${from}, ${count}`, warning]
    .filter(Boolean)
    .join("\n");
  item.accessibilityInformation = { label: `${name}, ${word}, ${item.description}` };
  item.command = { command: "statecraft.openExecution", title: "Show in the diagram", arguments: [node] };
  return item;
}

/** Today's moments by their time, others by their day as well. */
export function momentText(moment: number | null): string {
  if (moment === null) return "";
  const date = new Date(moment);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? date.toLocaleTimeString() : date.toLocaleString();
}
