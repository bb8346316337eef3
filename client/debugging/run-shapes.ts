import * as vscode from "vscode";
import type { RunShapes, StatecraftEvents } from "../../debugger/protocol.ts";
import type { LanguageServer } from "../language/server.ts";
import { documentOfSession, isChildExecution } from "./runs.ts";

/** Tells the language server what the data of runs look like: shapes, since values stay with the debugger. */
export function forwardShapes(server: LanguageServer): vscode.Disposable {
  return vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
    if (session.type !== "asl" || event !== ("statecraft/shapes" satisfies keyof StatecraftEvents)) return;
    // The input of an item is none of the machine's.
    if (isChildExecution(session)) return;
    const uri = documentOfSession(session);
    server
      .running()
      .then((running) => running.request("statecraft/shapes", { uri, ...(body as RunShapes) }))
      // Completion without them is none that a user must be told of.
      .catch(() => {});
  });
}
