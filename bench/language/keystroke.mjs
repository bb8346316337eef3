import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { textOf } from "./texts.mjs";

const require = createRequire(join(import.meta.dirname, "../../package.json"));
const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = require("vscode-jsonrpc/node");

const [KEYS, WARM] = [30, 5];

/**
 * Types into an expression of a machine, one character after the other, each after the diagnostics of the one before; the
 * answer is how long each of them took to arrive, in milliseconds: from the change's being sent to its findings.
 */
export async function keystroke(program, what) {
  const server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let arrived = () => {};
  connection.onNotification("textDocument/publishDiagnostics", ({ version }) => arrived(version));
  connection.onRequest("workspace/configuration", ({ items }) => items.map(() => null));
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification("initialized", {});
  const findings = (version, method, params) =>
    new Promise((resolve, reject) => {
      arrived = (of) => {
        if (of === version) resolve();
      };
      connection.sendNotification(method, params).catch(reject);
    });

  const uri = "file:///machine.asl";
  const text = textOf(what, "s0");
  const languageId = what.notation === "json" ? "asl" : "asl-yaml";
  await findings(1, "textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  const before = text.slice(0, text.indexOf("orders", text.length >> 1) + "orders".length).split("\n");
  const times = [];
  for (let key = 0; key < KEYS; key++) {
    const at = { line: before.length - 1, character: before.at(-1).length + key };
    const version = key + 2;
    const began = performance.now();
    await findings(version, "textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: at, end: at }, text: "a" }],
    });
    if (key >= WARM) times.push(performance.now() - began);
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
  return times;
}
