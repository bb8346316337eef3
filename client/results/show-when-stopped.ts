import * as vscode from "vscode";

/** VS Code tells of each stop, but for the case that it doesn't: in milliseconds. */
const PATIENCE = 2000;

/** Shows something once VS Code has shown where the thread stopped: whatever is shown before loses the focus to that. */
export function showWhenStopped(
  session: vscode.DebugSession,
  threadId: number,
  show: () => Promise<void>,
): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      listener.dispose();
      clearTimeout(timer);
      resolve(show());
    };
    const listener = vscode.debug.onDidChangeActiveStackItem((item) => {
      const isStackFrame = item instanceof vscode.DebugStackFrame;
      if (isStackFrame && item.session.id === session.id && item.threadId === threadId) done();
    });
    const timer = setTimeout(done, PATIENCE);
  });
}
