import { join } from "node:path";
import * as vscode from "vscode";
import { type Candidates, isPlainLanguage } from "./definitions.ts";
import { pausing } from "./pausing.ts";
import type { RunningServer } from "./running-server.ts";

/** The language server, which runs from the first definition on. */
export interface LanguageServer extends vscode.Disposable {
  /** Starts it unless it runs. */
  running(): Promise<RunningServer>;
  /** Ends it, for when the window closes. */
  stop(): Promise<void>;
}

export function languageServer(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  candidates: Candidates,
): LanguageServer {
  let server: Promise<RunningServer> | undefined;

  const running = (): Promise<RunningServer> => {
    server ??= start(context, output, candidates);
    return server;
  };
  const startFor = (document: vscode.TextDocument): void => {
    // What went wrong is in the output channel by then.
    if (!server && candidates.has(document)) running().catch(() => {});
  };
  // While a plain document is typed in, each pause is soon enough to find out what it is.
  const pause = pausing(startFor);
  const listeners = [
    pause,
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!server && isPlainLanguage(document.languageId)) pause.wait(document);
    }),
  ];
  for (const document of vscode.workspace.textDocuments) startFor(document);
  return {
    running,
    stop: async () => (await server)?.stop(),
    dispose: () => vscode.Disposable.from(...listeners).dispose(),
  };
}

async function start(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  candidates: Candidates,
): Promise<RunningServer> {
  const { connect } = await import("./connect.ts");
  const program = context.asAbsolutePath(join("dist", "language-server.cjs"));
  try {
    const server = await connect({ program, output, candidates });
    output.info("The language server runs.");
    return server;
  } catch (error) {
    output.error(`The language server can't be started: ${String(error)}`);
    throw error;
  }
}
