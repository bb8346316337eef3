import * as vscode from "vscode";
import type { OverlayMessage, RunOverlay, StatecraftEvents, StatecraftRequests } from "../../debugger/protocol.ts";
import { type LaunchConfiguration, launchedDocument } from "./launch-document.ts";

/** The executions of this window, the last one of each document: what its diagram shows, during and after it. */
export interface Runs extends vscode.Disposable {
  overlayOf(document: string): RunOverlay | undefined;
  /** Says how the execution of a document goes on. */
  readonly onChanged: vscode.Event<RunChange>;
  /** A whole value of which the overlay has a preview only; undefined when the execution's process has ended. */
  value(document: string, run: string, path: string, field: ValueField): Promise<string | undefined>;
}

export interface RunChange {
  /** The document's URI. */
  readonly document: string;
  readonly message: OverlayMessage;
}

type ValueField = StatecraftRequests["statecraft/value"]["arguments"]["field"];

interface Run {
  readonly session: vscode.DebugSession;
  readonly overlay: RunOverlay;
}

export function runs(): Runs {
  const last = new Map<string, Run>();
  const changed = new vscode.EventEmitter<RunChange>();

  const listener = vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
    if (session.type !== "asl" || event !== ("statecraft/overlay" satisfies keyof StatecraftEvents)) return;
    const document = documentOfSession(session);
    const message = body as OverlayMessage;
    const overlay = message.kind === "overlay" ? message.run : merged(last.get(document)?.overlay, message);
    if (!overlay) return;
    last.set(document, { session, overlay });
    changed.fire({ document, message });
  });
  return {
    overlayOf: (document) => last.get(document)?.overlay,
    onChanged: changed.event,
    async value(document, run, path, field) {
      const found = last.get(document);
      if (found?.overlay.id !== run) return undefined;
      const request = "statecraft/value" satisfies keyof StatecraftRequests;
      const answer = await found.session.customRequest(request, { path, field }).then(undefined, () => undefined);
      return (answer as StatecraftRequests["statecraft/value"]["body"] | undefined)?.text;
    },
    dispose() {
      listener.dispose();
      changed.dispose();
    },
  };
}

/** The URI of the document that a session runs. */
export const documentOfSession = ({ configuration }: vscode.DebugSession): string =>
  launchedDocument(configuration as LaunchConfiguration).toString();

/** An overlay with what has changed in it. */
function merged(
  run: RunOverlay | undefined,
  change: OverlayMessage & { kind: "overlayChanged" },
): RunOverlay | undefined {
  if (run?.id !== change.run) return undefined;
  const { kind, run: id, states, edges, current = run.current, ...rest } = change;
  const { current: before, ...kept } = run;
  return {
    ...kept,
    ...rest,
    states: { ...run.states, ...states },
    edges: { ...run.edges, ...edges },
    ...(typeof current === "string" && { current }),
  };
}
