import { join } from "node:path";
import * as vscode from "vscode";

/** Starts the debug adapter of each session as a process of its own, on the same Node that runs this. */
export function adapter({ asAbsolutePath }: vscode.ExtensionContext): vscode.DebugAdapterDescriptorFactory {
  const program = asAbsolutePath(join("dist", "debug-adapter.cjs"));
  return {
    createDebugAdapterDescriptor: () =>
      new vscode.DebugAdapterExecutable(process.execPath, [program], { env: { ELECTRON_RUN_AS_NODE: "1" } }),
  };
}
