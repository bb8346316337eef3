import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { buildInto } from "../../scripts/build.mjs";

/** A program, bundled as it ships; `remove` deletes it. */
export interface BuiltProgram {
  readonly path: string;
  remove(): Promise<void>;
}

export async function buildProgram(entry: string): Promise<BuiltProgram> {
  const folder = await mkdtemp(join(tmpdir(), "statecraft-"));
  const path = await buildInto(entry, folder);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A language server in a process of its own, and an editor's side of the connection. */
export interface LanguageClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Opens a document; the answer are its first findings. */
  open(uri: string, languageId: string, text: string): Promise<readonly Diagnostic[]>;
  /** Replaces a document's text; the answer are the findings of this version. */
  change(uri: string, version: number, text: string): Promise<readonly Diagnostic[]>;
  /** Shuts the server down as editors do; the answer is its exit code. */
  stop(): Promise<number | null>;
}

export async function startLanguageServer(
  program: string,
  capabilities: ClientCapabilities,
  settings?: object,
  folder?: string,
  initializationOptions?: object,
): Promise<LanguageClient> {
  const server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const published = waiting<PublishDiagnosticsParams>();
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) =>
    published.add(params),
  );
  connection.onRequest("workspace/configuration", () => [settings ?? null]);
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri: folder ?? null,
    capabilities,
    ...(initializationOptions && { initializationOptions }),
  });
  await connection.sendNotification("initialized", {});
  const findings = async (uri: string, version: number): Promise<readonly Diagnostic[]> =>
    (await published.next((params) => params.uri === uri && (params.version ?? version) === version)).diagnostics;
  return {
    connection,
    initialized,
    async open(uri, languageId, text) {
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId, version: 1, text },
      });
      return findings(uri, 1);
    },
    async change(uri, version, text) {
      const contentChanges = [{ text }];
      await connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
      return findings(uri, version);
    },
    async stop() {
      const exited = exitOf(server);
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      return exited;
    },
  };
}

const exitOf = (server: ChildProcess): Promise<number | null> => new Promise((resolve) => server.once("exit", resolve));

/** What arrives, and who waits for it. */
export function waiting<T>(): { add(item: T): void; next(fits: (item: T) => boolean): Promise<T> } {
  const items: T[] = [];
  const waiters: { readonly fits: (item: T) => boolean; readonly resolve: (item: T) => void }[] = [];
  return {
    add(item) {
      const index = waiters.findIndex(({ fits }) => fits(item));
      if (index < 0) items.push(item);
      else waiters.splice(index, 1)[0]?.resolve(item);
    },
    next(fits) {
      const index = items.findIndex(fits);
      const [item] = index < 0 ? [] : items.splice(index, 1);
      return item === undefined ? new Promise((resolve) => waiters.push({ fits, resolve })) : Promise.resolve(item);
    },
  };
}
