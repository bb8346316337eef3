import type * as vscode from "vscode";

/** Waits for a moment in which nothing comes, in milliseconds. */
const PAUSE = 300;

/** Calls with the last value that came, once none has come for a moment. */
export function pausing<T>(call: (value: T) => void): vscode.Disposable & { wait(value: T): void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    wait(value) {
      clearTimeout(timer);
      timer = setTimeout(() => call(value), PAUSE);
    },
    dispose: () => clearTimeout(timer),
  };
}
