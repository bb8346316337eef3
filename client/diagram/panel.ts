import * as vscode from "vscode";
import type { FromWebview, ToWebview } from "../../webview/protocol.ts";
import { startStateMachine } from "../debugging/start.ts";
import { compareShown, type Executions, pickExecution } from "../executions/executions.ts";
import type { RunningServer } from "../language/running-server.ts";
import { type DocumentBreakpoints, documentBreakpoints } from "./breakpoints.ts";
import { type DocumentView, documentView } from "./document-view.ts";
import { type GraphFeed, graphFeed } from "./graph-feed.ts";
import { panelPage } from "./page.ts";
import { pictureFiles } from "./picture-file.ts";

/** What a panel is connected to. */
export interface PanelSources {
  readonly extension: vscode.Uri;
  readonly server: Promise<RunningServer>;
  readonly executions: Executions;
  /** Which of several machines is shown first, by its path. */
  readonly machine?: string;
}

/**
 * Fills a panel with the diagram of a document and keeps both together, until the panel is closed: graph, selection,
 * problems and executions go to it; what is clicked there is shown in the text. The page loads while the server starts.
 */
export function connectPanel(panel: vscode.WebviewPanel, uri: vscode.Uri, sources: PanelSources): PanelActions {
  const connection = sources.server.then((server) => connect(panel, uri, server, sources));
  panel.webview.onDidReceiveMessage(async (message: FromWebview) => (await connection).receive(message));
  panel.onDidDispose(async () => (await connection).dispose());
  panel.webview.html = panelPage(panel.webview, sources.extension);
  return {
    toggleBreakpoint: async (id) => (await connection).receive({ kind: "toggleBreakpoint", id }),
    save: async () => (await connection).receive({ kind: "export" }),
  };
}

/** What commands do with a panel. */
export interface PanelActions {
  toggleBreakpoint(state: string): Promise<void>;
  save(): Promise<void>;
}

interface Connection extends vscode.Disposable {
  receive(message: FromWebview): Promise<void>;
}

function connect(
  panel: vscode.WebviewPanel,
  uri: vscode.Uri,
  server: RunningServer,
  sources: PanelSources,
): Connection {
  const document = uri.toString();
  const { executions, machine } = sources;
  const post = (message: ToWebview): void => void panel.webview.postMessage(message);
  const view = documentView(server, uri);
  const breakpoints = documentBreakpoints(view, uri);
  const files = pictureFiles();
  const feed = graphFeed(server, uri, machine, (message) => {
    post(message);
    void send.breakpoints();
  });
  const send = sendersOf(view, breakpoints, feed, post);

  /** What each message of the panel does. */
  const actions: Actions = {
    async ready() {
      // A document that nobody has opened is unknown to the server: the panel may be older than this window.
      await vscode.workspace.openTextDocument(uri).then(undefined, () => {});
      await feed.subscribe();
      await Promise.all([send.selection(), send.diagnostics()]);
      post(await executions.shown.current(document));
    },
    reveal: ({ id }) => view.reveal(id, panel.viewColumn),
    copy: async ({ text }) => vscode.env.clipboard.writeText(text),
    async ask({ number, run, question }) {
      const answer = executions.shown.ask(document, run, question).then(
        (given) => ({ answer: given }),
        (error: unknown) => ({ answer: null, problem: error instanceof Error ? error.message : String(error) }),
      );
      post({ kind: "answer", number, ...(await answer) });
    },
    openText: ({ title, text }) => executions.values.open(title, text),
    execution: ({ action }) => executionActions[action](executions, document),
    async machine({ path }) {
      await feed.choose(path);
      await send.diagnostics();
    },
    toggleBreakpoint: ({ id }) => breakpoints.toggle(id),
    start: ({ debug }) => startStateMachine(feed.program, !debug),
    async export() {
      const format = await files.ask(uri);
      if (format) post({ kind: "render", format });
    },
    picture: ({ content, format }) => files.write(content, format),
  };
  const listeners = [
    feed,
    ...changesOf(uri, send),
    executions.shown.onMessage((change) => {
      if (change.document === document) post(change.message);
    }),
  ];
  return {
    receive: <K extends FromWebview["kind"]>(message: Extract<FromWebview, { kind: K }>) =>
      actions[message.kind as K](message),
    dispose: () => vscode.Disposable.from(...listeners).dispose(),
  };
}

type ExecutionAction = Extract<FromWebview, { kind: "execution" }>["action"];

const executionActions: {
  readonly [A in ExecutionAction]: (executions: Executions, document: string) => Promise<void>;
} = {
  async choose(executions, document) {
    const chosen = await pickExecution(await executions.kept.of(document), "Show an execution");
    if (chosen) await executions.shown.show(document, chosen);
  },
  compare: compareShown,
  endComparison: ({ shown }, document) => shown.compare(document, undefined),
  close: ({ shown }, document) => shown.show(document, undefined),
};

type Actions = {
  readonly [K in FromWebview["kind"]]: (message: Extract<FromWebview, { kind: K }>) => Promise<void>;
};

/** What is sent again whenever it has changed in the editor. */
type Senders = { readonly [What in "selection" | "diagnostics" | "breakpoints"]: () => Promise<void> };

function sendersOf(
  view: DocumentView,
  breakpoints: DocumentBreakpoints,
  feed: GraphFeed,
  post: (message: ToWebview) => void,
): Senders {
  const diagnostics = async (): Promise<void> => post({ kind: "diagnostics", diagnostics: await view.diagnostics() });
  return {
    diagnostics,
    /** Of a file with several machines the one is shown that the cursor is in. */
    async selection() {
      const id = await view.selected();
      if (await feed.follow(id)) await diagnostics();
      post({ kind: "select", id });
    },
    breakpoints: async () => post({ kind: "breakpoints", breakpoints: await breakpoints.all() }),
  };
}

/** Calls what is to be sent again when something about a document has changed in the editor. */
function changesOf(uri: vscode.Uri, changed: Senders): readonly vscode.Disposable[] {
  const isOurs = (each: vscode.Uri): boolean => each.toString() === uri.toString();
  return [
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isOurs(textEditor.document.uri)) void changed.selection();
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some(isOurs)) void changed.diagnostics();
    }),
    vscode.debug.onDidChangeBreakpoints(() => void changed.breakpoints()),
  ];
}
