import * as vscode from "vscode";
import type { OverlayMessage, StartedRun, StatecraftEvents } from "../../debugger/protocol.ts";
import type { Diagrams } from "../diagram/diagrams.ts";
import { launchedDocument } from "./launch-document.ts";
import { documentOfSession, noteDocument } from "./runs.ts";

/**
 * Opens the diagram of what a session runs, and brings it to the front where the session stops behind the diagram of another
 * one: after an execution that it started, for example.
 */
export function sessionDiagrams(diagrams: Diagrams): vscode.Disposable {
  return vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
    if (session.type !== "asl") return;
    if (event === ("statecraft/started" satisfies keyof StatecraftEvents)) {
      noteDocument(session, launchedDocument({ program: (body as StartedRun).document }));
      const isWanted = vscode.workspace.getConfiguration("statecraft").get("diagram.openOnStart", true);
      if (isWanted) diagrams.offer(vscode.Uri.parse(documentOfSession(session)));
    } else if (event === ("statecraft/overlay" satisfies keyof StatecraftEvents)) {
      const message = body as OverlayMessage;
      const { status } = message.kind === "overlay" ? message.run : message;
      if (status === "paused") diagrams.bringForward(vscode.Uri.parse(documentOfSession(session)));
    }
  });
}
