import * as vscode from "vscode";

/**
 * Where the language client writes its traffic: into our output channel, at its ordinary level. The client's library
 * traces only where the channel's own level says so; here the setting `statecraft.trace.server` says it as well.
 */
export function traceChannel(output: vscode.LogOutputChannel): vscode.LogOutputChannel {
  const changed = new vscode.EventEmitter<vscode.LogLevel>();
  const level = (): vscode.LogLevel => {
    const wanted = vscode.workspace.getConfiguration("statecraft").get("trace.server");
    return wanted === "off" ? output.logLevel : vscode.LogLevel.Trace;
  };
  const listeners = [
    output.onDidChangeLogLevel(() => changed.fire(level())),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("statecraft.trace")) changed.fire(level());
    }),
  ];
  return {
    ...output,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message, ...values) => output.info(message, ...values),
    dispose: () => vscode.Disposable.from(changed, ...listeners).dispose(),
  };
}
