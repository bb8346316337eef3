import { basename } from "node:path";
import * as vscode from "vscode";
import type { Executions } from "../executions/executions.ts";
import type { LanguageServer } from "../language/server.ts";
import { panelFolder } from "./page.ts";
import { connectPanel, type PanelActions } from "./panel.ts";

/** The diagrams that are open: at most one for each document. */
export interface Diagrams extends vscode.Disposable {
  /** Opens the diagram of a document beside its text, or brings it to the front. */
  open(document: vscode.Uri): void;
  /** The same unless the user has closed it in this window before. */
  offer(document: vscode.Uri): void;
  /** Puts the diagram of a document, if it is open, before that of another one. Nothing else has to make room. */
  bringForward(document: vscode.Uri): void;
  /** Sets a breakpoint on a state, or takes those away that it has. */
  toggleBreakpoint(document: vscode.Uri, state: string): Promise<void>;
  /** The document whose diagram has the focus. */
  readonly front: vscode.Uri | undefined;
  /** Saves the diagram of a document, or the one in front, as a file. */
  save(document: vscode.Uri | undefined): void;
}

const VIEW_TYPE = "statecraft.diagram";

export function diagrams(context: vscode.ExtensionContext, server: LanguageServer, executions: Executions): Diagrams {
  const open = new Map<string, OpenDiagram>();
  const closed = new Set<string>();
  const extension = context.extensionUri;

  function connect(panel: vscode.WebviewPanel, uri: vscode.Uri, machine?: string): void {
    const key = uri.toString();
    panel.onDidDispose(() => {
      open.delete(key);
      closed.add(key);
    });
    const image = (name: string): vscode.Uri => vscode.Uri.joinPath(extension, "images", `asl-${name}.svg`);
    panel.iconPath = { light: image("light"), dark: image("dark") };
    const actions = connectPanel(panel, uri, {
      extension,
      server: server.running(),
      executions,
      ...(machine !== undefined && { machine }),
    });
    open.set(key, { panel, actions });
  }

  function show(uri: vscode.Uri): void {
    const shown = open.get(uri.toString());
    if (shown) return shown.panel.reveal(undefined, true);
    const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, `Diagram ${basename(uri.path)}`, where, {
      enableScripts: true,
      localResourceRoots: [panelFolder(extension)],
    });
    connect(panel, uri);
  }

  const serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
    async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown) {
      const { uri, machine } = savedIn(state);
      if (!uri || open.has(uri.toString())) return panel.dispose();
      panel.webview.options = { enableScripts: true, localResourceRoots: [panelFolder(extension)] };
      connect(panel, uri, machine);
    },
  });
  return {
    open: show,
    offer(document) {
      if (!closed.has(document.toString())) show(document);
    },
    bringForward(document) {
      const shown = open.get(document.toString());
      if (shown && isBehindAnother(shown, [...open.values()])) shown.panel.reveal(undefined, true);
    },
    async toggleBreakpoint(document, state) {
      await open.get(document.with({ fragment: "" }).toString())?.actions.toggleBreakpoint(state);
    },
    get front() {
      const shown = [...open].find(([, { panel }]) => panel.active);
      return shown && vscode.Uri.parse(shown[0]);
    },
    save(document) {
      const named = document && open.get(document.toString());
      const front = [...open.values()].find(({ panel }) => panel.active);
      void (named ?? front)?.actions.save();
    },
    dispose: () => serializer.dispose(),
  };
}

interface OpenDiagram {
  readonly panel: vscode.WebviewPanel;
  readonly actions: PanelActions;
}

const isBehindAnother = ({ panel }: OpenDiagram, all: readonly OpenDiagram[]): boolean =>
  !panel.visible && all.some(({ panel: other }) => other.visible && other.viewColumn === panel.viewColumn);

/** What the menu of a state in a diagram tells its commands: the document, with the machine in it, and the state. */
export function placeInDiagram(context: unknown): readonly [vscode.Uri, string] | undefined {
  const { document, machine, state } = (context ?? {}) as { readonly [name: string]: unknown };
  if (typeof document !== "string" || typeof state !== "string") return undefined;
  const uri = vscode.Uri.parse(document);
  return [typeof machine === "string" && machine !== "" ? uri.with({ fragment: machine }) : uri, state];
}

/** The document that a panel has saved in its state, and which of its machines it showed. */
function savedIn(state: unknown): { readonly uri?: vscode.Uri; readonly machine?: string } {
  const { uri, machine } = (state ?? {}) as { readonly uri?: unknown; readonly machine?: unknown };
  return {
    ...(typeof uri === "string" && { uri: vscode.Uri.parse(uri) }),
    ...(typeof machine === "string" && { machine }),
  };
}
