import * as vscode from "vscode";
import type { StatecraftEvents, StateDataMessage } from "../../debugger/protocol.ts";
import type { StateData } from "../../language/index.ts";
import { documentOfSession, isChildExecution } from "../debugging/runs.ts";

/** What the states of each document's last run had to work with. It stays in memory, and goes with the window. */
export interface RecordedData extends vscode.Disposable {
  of(document: string, state: string): StateData | undefined;
  /** Called with the document's URI. */
  readonly onChanged: vscode.Event<string>;
}

export function recordedData(): RecordedData {
  const last = new Map<string, StateDataMessage>();
  const changed = new vscode.EventEmitter<string>();
  const listener = vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
    if (session.type !== "asl" || event !== ("statecraft/stateData" satisfies keyof StatecraftEvents)) return;
    const document = documentOfSession(session);
    const message = body as StateDataMessage;
    const before = last.get(document);
    // What an item of a Map has in a session of its own belongs to the run of the Map.
    const run = before && isChildExecution(session) ? before.run : message.run;
    const states = before?.run === run ? { ...before.states, ...message.states } : message.states;
    last.set(document, { run, states });
    changed.fire(document);
  });
  return {
    of: (document, state) => last.get(document)?.states[state],
    onChanged: changed.event,
    dispose() {
      listener.dispose();
      changed.dispose();
    },
  };
}
