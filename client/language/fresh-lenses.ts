import * as vscode from "vscode";
import { CodeLensRequest, type LanguageClient } from "vscode-languageclient/node";

/**
 * Has VS Code ask for the code lenses again when a debug session begins or ends. Such moments bring in other extensions
 * with lenses of their own, at which VS Code throws the commands behind all lenses away; where the editor hasn't the
 * focus it goes on showing them, and each click on one is an error.
 */
export function keepLensesFresh(client: LanguageClient): vscode.Disposable {
  const askAgain = (): void => {
    const lenses = client.getFeature(CodeLensRequest.method);
    for (const { document } of vscode.window.visibleTextEditors)
      lenses.getProvider(document)?.onDidChangeCodeLensEmitter.fire();
  };
  return vscode.Disposable.from(
    vscode.debug.onDidStartDebugSession(askAgain),
    vscode.debug.onDidTerminateDebugSession(askAgain),
  );
}
