import * as vscode from "vscode";
import type { OverlayMessage, StatecraftEvents, StatecraftRequests } from "../../debugger/protocol.ts";
import type { OverlayChange, Question, RunOverlay } from "../../executions/protocol.ts";
import { type LaunchConfiguration, launchedDocument } from "./launch-document.ts";

/** The executions of this window, the last one of each document: what its diagram shows, during and after it. */
export interface Runs extends vscode.Disposable {
  overlayOf(document: string): RunOverlay | undefined;
  /** Says how the execution of a document goes on. */
  readonly onChanged: vscode.Event<RunChange>;
  /** Asks about the execution of a document; undefined when its process has ended. */
  ask(document: string, question: Question): Promise<Answered | undefined>;
}

type Answered = StatecraftRequests["statecraft/ask"]["body"];

export interface RunChange {
  /** The document's URI. */
  readonly document: string;
  readonly message: OverlayMessage;
}

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
    async ask(document, question) {
      const request = "statecraft/ask" satisfies keyof StatecraftRequests;
      const answer = last.get(document)?.session.customRequest(request, question);
      return (await answer?.then(undefined, () => undefined)) as Answered | undefined;
    },
    dispose() {
      listener.dispose();
      changed.dispose();
    },
  };
}

/** The documents that run, by their sessions: a template that was started may name another file. */
const documents = new WeakMap<vscode.DebugSession, string>();

export const noteDocument = (session: vscode.DebugSession, document: vscode.Uri): void =>
  void documents.set(session, document.toString());

/** The URI of the document that a session runs. */
export const documentOfSession = (session: vscode.DebugSession): string =>
  documents.get(session) ?? launchedDocument(session.configuration as LaunchConfiguration).toString();

/** An overlay with what has changed in it. */
function merged(run: RunOverlay | undefined, change: OverlayChange): RunOverlay | undefined {
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
