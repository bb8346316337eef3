import * as vscode from "vscode";
import {
  DidOpenTextDocumentNotification,
  LanguageClient,
  type Middleware,
  State,
  type StaticFeature,
  TransportKind,
} from "vscode-languageclient/node";
import { hasToolkit } from "../offers/toolkit.ts";
import { allLanguages, type Candidates, isDefinitionLanguage } from "./definitions.ts";
import { keepLensesFresh } from "./fresh-lenses.ts";
import type { RunningServer } from "./running-server.ts";
import { traceChannel } from "./trace-channel.ts";

/** The commands that the server's lenses may run. */
const lensCommands = ["statecraft.runStateMachine", "statecraft.debugStateMachine", "statecraft.showReferences"];

/**
 * Young objects have twice the room that Node gives them, in MiB: most of what is found out about one version of a large
 * definition is then garbage before it would have to be copied. `bench/language` measures with the same.
 */
const heap = ["--max-semi-space-size=32"];

export interface ConnectOptions {
  /** The file of the server's program. */
  readonly program: string;
  readonly output: vscode.LogOutputChannel;
  readonly candidates: Candidates;
}

/**
 * Starts the language server as a process of its own and connects to it. This file is a bundle of its own too: the
 * library that it needs is large, and nothing of it is loaded before the first definition is seen.
 */
export async function connect({ program, output, candidates }: ConnectOptions): Promise<RunningServer> {
  const started = new vscode.EventEmitter<void>();
  const trace = traceChannel(output);
  const server = {
    command: process.execPath,
    args: [...heap, program],
    transport: TransportKind.stdio,
    options: { env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" } },
  };
  const client: LanguageClient = new LanguageClient("statecraft", "Statecraft", server, {
    initializationOptions: () => ({ commands: lensCommands, besideToolkit: hasToolkit() }),
    documentSelector: allLanguages.map((language) => ({ language })),
    outputChannel: output,
    traceOutputChannel: trace,
    middleware: onlyCandidates(candidates, (document) => {
      const params = client.code2ProtocolConverter.asOpenTextDocumentParams(document);
      return client.sendNotification(DidOpenTextDocumentNotification.type, params);
    }),
  });
  formatOnlyDefinitions(client);
  await client.start();
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) started.fire();
  });
  const extensions = vscode.extensions.onDidChange(() => {
    void client.sendRequest("statecraft/besideToolkit", { present: hasToolkit() });
  });
  const lenses = keepLensesFresh(client);
  return {
    request: (method, params) => client.sendRequest(method, params),
    onNotification: (method, listener) => client.onNotification(method, listener),
    onStartedAgain: started.event,
    async stop() {
      started.dispose();
      extensions.dispose();
      lenses.dispose();
      trace.dispose();
      await client.stop();
    },
  };
}

/**
 * JSON and YAML files have formatters already, and of two the editor asks which to take: ours is for the languages of
 * definitions alone.
 */
function formatOnlyDefinitions(client: LanguageClient): void {
  const definitions = allLanguages.filter(isDefinitionLanguage).map((language) => ({ language }));
  const formatters = [client.getFeature("textDocument/formatting"), client.getFeature("textDocument/rangeFormatting")];
  for (const formatter of formatters as unknown as StaticFeature[]) {
    const initialize = formatter.initialize.bind(formatter);
    formatter.initialize = (capabilities) => initialize(capabilities, definitions);
  }
}

/**
 * Keeps documents that are no candidates from the server: it is neither told of them nor asked about them. One that
 * becomes a candidate while it is edited is opened there then, and stays open whatever it becomes.
 */
function onlyCandidates(candidates: Candidates, open: (document: vscode.TextDocument) => Promise<void>): Middleware {
  const opened = new Set<string>();
  return {
    async didOpen(document, next) {
      if (!candidates.has(document)) return;
      opened.add(document.uri.toString());
      await next(document);
    },
    async didChange(event, next) {
      const uri = event.document.uri.toString();
      if (opened.has(uri)) return next(event);
      if (!candidates.has(event.document)) return;
      opened.add(uri);
      await open(event.document);
    },
    async didClose(document, next) {
      if (opened.delete(document.uri.toString())) await next(document);
    },
    sendRequest(type, params, token, next) {
      const uri = documentOf(params);
      const isKept = uri !== undefined && !opened.has(uri);
      return isKept ? (Promise.resolve(null) as ReturnType<typeof next>) : next(type, params, token);
    },
  };
}

function documentOf(params: unknown): string | undefined {
  return (params as { readonly textDocument?: { readonly uri?: string } } | undefined)?.textDocument?.uri;
}
