import * as vscode from "vscode";
import type { OverlayMessage, StatecraftEvents, StatecraftRequests } from "../../debugger/protocol.ts";
import type { OverlayChange, Question, RunOverlay } from "../../executions/protocol.ts";
import { type LaunchConfiguration, launchedDocument } from "./launch-document.ts";

/**
 * The executions of this window, the last one of each document: what its diagram shows, during and after it. Where items of a Map run
 * in sessions of their own, it is the one that stands and has the focus, and that of the Map when it is over.
 */
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
  const shown = new Map<string, Run>();
  /** Those behind, by their sessions: of a Map, and of its items. */
  const behind = new Map<string, Run>();
  const changed = new vscode.EventEmitter<RunChange>();

  function show(document: string, run: Run): void {
    const before = shown.get(document);
    if (before && areRelated(before.session, run.session)) behind.set(before.session.id, before);
    behind.delete(run.session.id);
    shown.set(document, run);
    changed.fire({ document, message: { kind: "overlay", run: run.overlay } });
  }

  function receive(session: vscode.DebugSession, message: OverlayMessage): void {
    const document = documentOfSession(session);
    const before = shown.get(document);
    const isShown = before?.session.id === session.id;
    const known = isShown ? before : behind.get(session.id);
    const overlay = message.kind === "overlay" ? message.run : merged(known?.overlay, message);
    if (!overlay) return;
    const run = { session, overlay };
    const isBeside = before !== undefined && !isShown && areRelated(before.session, session);
    const mayShow = before?.overlay.status !== "paused" || vscode.debug.activeDebugSession?.id === session.id;
    if (isBeside && !(overlay.status === "paused" && mayShow)) return void behind.set(session.id, run);
    if (!isShown) return show(document, run);
    shown.set(document, run);
    changed.fire({ document, message });
  }

  const listeners = [
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type !== "asl" || event !== ("statecraft/overlay" satisfies keyof StatecraftEvents)) return;
      receive(session, body as OverlayMessage);
    }),
    vscode.debug.onDidChangeActiveDebugSession((session) => {
      const run = session && behind.get(session.id);
      if (run?.overlay.status === "paused") show(documentOfSession(run.session), run);
    }),
    vscode.debug.onDidTerminateDebugSession((session) => {
      const document = documentOfSession(session);
      const isShown = shown.get(document)?.session.id === session.id;
      // What is left when an item is over is the Map. It may be over before the client knows that of its last item.
      const left = isChildExecution(session) ? isShown && session.parentSession : session;
      const run = left && behind.get(left.id);
      if (run) show(document, run);
      behind.delete(session.id);
    }),
  ];
  return {
    overlayOf: (document) => shown.get(document)?.overlay,
    onChanged: changed.event,
    async ask(document, question) {
      const request = "statecraft/ask" satisfies keyof StatecraftRequests;
      const answer = shown.get(document)?.session.customRequest(request, question);
      return (await answer?.then(undefined, () => undefined)) as Answered | undefined;
    },
    dispose: () => vscode.Disposable.from(...listeners, changed).dispose(),
  };
}

/** Whether a session runs one item of a Map. */
export const isChildExecution = ({ configuration }: vscode.DebugSession): boolean =>
  (configuration as LaunchConfiguration).childExecution !== undefined;

/** Whether two sessions are one of a Map and one of its items, or those of two of its items. */
function areRelated(one: vscode.DebugSession, other: vscode.DebugSession): boolean {
  const mapOf = (session: vscode.DebugSession): string | undefined =>
    isChildExecution(session) ? session.parentSession?.id : session.id;
  return one.id !== other.id && mapOf(one) === mapOf(other);
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
