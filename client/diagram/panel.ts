import * as vscode from "vscode";
import type { GraphAnswer } from "../../server/protocol.ts";
import type { FromWebview, ToWebview } from "../../webview/protocol.ts";
import type { Runs } from "../debugging/runs.ts";
import type { RunningServer } from "../language/running-server.ts";
import { documentView } from "./document-view.ts";
import { panelPage } from "./page.ts";

/** What a panel is connected to. */
export interface PanelSources {
  readonly extension: vscode.Uri;
  readonly server: Promise<RunningServer>;
  readonly runs: Runs;
}

/**
 * Fills a panel with the diagram of a document and keeps both together, until the panel is closed: graph, selection,
 * problems and executions go to it; what is clicked there is shown in the text. The page loads while the server starts.
 */
export function connectPanel(panel: vscode.WebviewPanel, uri: vscode.Uri, sources: PanelSources): void {
  const connection = sources.server.then((server) => connect(panel, uri, server, sources.runs));
  panel.webview.onDidReceiveMessage(async (message: FromWebview) => (await connection).receive(message));
  panel.onDidDispose(async () => (await connection).dispose());
  panel.webview.html = panelPage(panel.webview, sources.extension);
}

interface Connection extends vscode.Disposable {
  receive(message: FromWebview): Promise<void>;
}

function connect(panel: vscode.WebviewPanel, uri: vscode.Uri, server: RunningServer, runs: Runs): Connection {
  const document = uri.toString();
  const view = documentView(server, uri);
  const isOurs = (changed: vscode.Uri): boolean => changed.toString() === document;
  const post = (message: ToWebview): void => void panel.webview.postMessage(message);
  const subscribe = async (): Promise<void> => {
    const answer = await server.request("statecraft/subscribeGraph", { uri: document, active: true });
    if (answer) post(graphMessage(answer));
  };
  const sendSelection = async (): Promise<void> => post({ kind: "select", id: await view.selected() });
  const sendDiagnostics = async (): Promise<void> =>
    post({ kind: "diagnostics", diagnostics: await view.diagnostics() });

  /** What each message of the panel does. */
  const actions: {
    readonly [K in FromWebview["kind"]]: (message: Extract<FromWebview, { kind: K }>) => Promise<void>;
  } = {
    async ready() {
      // A document that nobody has opened is unknown to the server: the panel may be older than this window.
      await vscode.workspace.openTextDocument(uri).then(undefined, () => {});
      await subscribe();
      await Promise.all([sendSelection(), sendDiagnostics()]);
      post({ kind: "overlay", run: runs.overlayOf(document) ?? null });
    },
    reveal: ({ id }) => view.reveal(id, panel.viewColumn),
    copy: async ({ text }) => vscode.env.clipboard.writeText(text),
    async inspect({ run, id, field }) {
      const text = await runs.value(document, run, id, field);
      if (text !== undefined) post({ kind: "value", run, id, field, text });
    },
  };
  const listeners = [
    server.onNotification("statecraft/graphChanged", (answer) => {
      if (answer.uri === document) post(graphMessage(answer));
    }),
    server.onStartedAgain(subscribe),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isOurs(textEditor.document.uri)) void sendSelection();
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some(isOurs)) void sendDiagnostics();
    }),
    runs.onChanged((change) => {
      if (change.document === document) post(change.message);
    }),
  ];
  return {
    receive: <K extends FromWebview["kind"]>(message: Extract<FromWebview, { kind: K }>) =>
      actions[message.kind as K](message),
    dispose() {
      vscode.Disposable.from(...listeners).dispose();
      void server.request("statecraft/subscribeGraph", { uri: document, active: false });
    },
  };
}

const graphMessage = ({ uri, version, graph, problem }: GraphAnswer): ToWebview => ({
  kind: "graph",
  uri,
  version,
  graph,
  problem,
});
