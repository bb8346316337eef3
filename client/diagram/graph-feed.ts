import * as vscode from "vscode";
import type { GraphAnswer } from "../../server/protocol.ts";
import type { ToWebview } from "../../webview/protocol.ts";
import type { RunningServer } from "../language/running-server.ts";

/** The graph of a document, of one of its machines, from now on. */
export interface GraphFeed extends vscode.Disposable {
  /** Sends the graph as it is; what changes follows by itself. */
  subscribe(): Promise<void>;
  /** From now on another machine of the document is shown. */
  choose(path: string): Promise<void>;
  /** The machine is shown that a state belongs to. Whether it is another one now. */
  follow(state: string | null): Promise<boolean>;
  /** The document, and of several machines in it the one that is shown. */
  readonly program: vscode.Uri;
}

export function graphFeed(
  server: RunningServer,
  uri: vscode.Uri,
  first: string | undefined,
  send: (message: ToWebview) => void,
): GraphFeed {
  const document = uri.toString();
  let machine = first;
  let shown: GraphAnswer | undefined;

  function show(answer: GraphAnswer): void {
    shown = answer;
    send(messageOf(answer));
  }

  async function subscribe(): Promise<void> {
    const wanted = machine === undefined ? {} : { machine };
    const answer = await server.request("statecraft/subscribeGraph", { uri: document, active: true, ...wanted });
    if (answer) show(answer);
  }

  async function choose(path: string): Promise<void> {
    machine = path;
    await subscribe();
  }

  const listeners = [
    server.onNotification("statecraft/graphChanged", (answer) => {
      if (answer.uri === document) show(answer);
    }),
    server.onStartedAgain(subscribe),
  ];
  return {
    subscribe,
    choose,
    async follow(state) {
      const own = shown?.machines.find(({ path }) => path !== "" && state?.startsWith(`${path}/`));
      if (!own || own.path === shown?.machine) return false;
      await choose(own.path);
      return true;
    },
    get program() {
      const name = shown?.machines.find(({ path }) => path === shown?.machine)?.name;
      return name ? uri.with({ fragment: name }) : uri;
    },
    dispose() {
      vscode.Disposable.from(...listeners).dispose();
      void server.request("statecraft/subscribeGraph", { uri: document, active: false });
    },
  };
}

const messageOf = ({ uri, version, graph, machines, machine, problem }: GraphAnswer): ToWebview => ({
  kind: "graph",
  uri,
  version,
  graph,
  problem,
  machines,
  machine,
});
