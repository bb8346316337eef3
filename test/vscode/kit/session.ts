import * as vscode from "vscode";

/** Runs a state machine without stopping, and gives all that its session prints, once it has ended. */
export async function runToEnd(definition: vscode.Uri, fields: object = {}): Promise<string> {
  const printed: string[] = [];
  const tracker = vscode.debug.registerDebugAdapterTrackerFactory("asl", {
    createDebugAdapterTracker: () => ({
      onDidSendMessage(message: Message) {
        if (message.event === "output") printed.push(message.body?.output ?? "");
        if (message.success === false) printed.push(message.body?.error?.format ?? message.message ?? "");
      },
    }),
  });
  const ended = new Promise<void>((resolve) => {
    const listener = vscode.debug.onDidTerminateDebugSession(() => {
      listener.dispose();
      resolve();
    });
  });
  const program = definition.fsPath;
  const configuration = { type: "asl", request: "launch", name: "Test", program, input: "{}", ...fields };
  const started = vscode.debug.startDebugging(undefined, configuration, { noDebug: true });
  // Where a session can't be started VS Code shows why in a dialog, and under test throws what it would show.
  await started.then(
    () => ended,
    (error: Error) => printed.push(error.message),
  );
  tracker.dispose();
  return printed.join("");
}

/** What we read of the debug adapter's messages. */
interface Message {
  readonly event?: string;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: { readonly output?: string; readonly error?: { readonly format?: string } };
}
