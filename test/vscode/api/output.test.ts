import assert from "node:assert/strict";
import * as vscode from "vscode";
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
    const extension = vscode.extensions.getExtension("statecraft.statecraft")?.extensionPath ?? "";
    const { connect }: Connecting = require(`${extension}/dist/language-client.cjs`);
    const program = `${extension}/dist/language-server.cjs`;
    const server = await connect({ program, output: channel, candidates: { has: () => false } });
    await server.request("statecraft/graph", { uri: "file:///none.asl.json" });
    await server.stop();
    channel.dispose();
    await settings.update("trace.server", undefined, vscode.ConfigurationTarget.Workspace);
    const traffic = written.join("\n");
    assert.equal(/Sending request 'statecraft\/graph/.test(traffic), isWritten, traffic);
    assert.equal(/Params: \{\s*"uri": "file:\/\/\/none/.test(traffic), wanted === "verbose", traffic);
  });
}

/** What we use of the bundle that holds the language client. */
interface Connecting {
  connect(
    options: object,
  ): Promise<{ request(method: string, params: object): Promise<unknown>; stop(): Promise<void> }>;
}
