import assert from "node:assert/strict";
import * as vscode from "vscode";
import { connect } from "../../../client/language/connect.ts";
import { candidates } from "../../../client/language/definitions.ts";
import { test } from "../kit/in-editor.ts";

/** VS Code without its native log writer shows no log at all, so what would be written is read from here. */
function recordedChannel(): { readonly channel: vscode.LogOutputChannel; readonly written: readonly string[] } {
  const written: string[] = [];
  const real = vscode.window.createOutputChannel("Recorded", { log: true });
  const channel = { ...real, logLevel: vscode.LogLevel.Info, info: (message: string) => void written.push(message) };
  return { channel, written };
}

for (const [wanted, isWritten] of [
  ["off", false],
  ["messages", true],
  ["verbose", true],
] as const) {
  test(`statecraft.trace.server: ${wanted}`, async () => {
    const settings = vscode.workspace.getConfiguration("statecraft");
    await settings.update("trace.server", wanted, vscode.ConfigurationTarget.Workspace);
    const { channel, written } = recordedChannel();
    const extension = vscode.extensions.getExtension("statecraft.statecraft");
    const program = vscode.Uri.joinPath(extension?.extensionUri ?? vscode.Uri.file("/"), "dist/language-server.cjs");
    const server = await connect({ program: program.fsPath, output: channel, candidates: candidates([]) });
    await server.request("statecraft/graph", { uri: "file:///none.asl.json" });
    await server.stop();
    channel.dispose();
    await settings.update("trace.server", undefined, vscode.ConfigurationTarget.Workspace);
    const traffic = written.join("\n");
    assert.equal(/Sending request 'statecraft\/graph/.test(traffic), isWritten, traffic);
    assert.equal(/Params: \{\s*"uri": "file:\/\/\/none/.test(traffic), wanted === "verbose", traffic);
  });
}
