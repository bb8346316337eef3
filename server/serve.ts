import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import { abilitiesOf } from "./abilities.ts";
import { type DataOfDocuments, dataOfDocuments } from "./data.ts";
import { publishDiagnostics } from "./diagnostics.ts";
import { documentStore } from "./documents.ts";
import { type Feature, guarded, type Session } from "./features/feature.ts";
import { graphFeature } from "./features/graph.ts";
import { capabilities, features } from "./features/index.ts";
import { followFiles } from "./follow-files.ts";
import { defaultSettings } from "./preferences.ts";
import type { ShapesOfRun } from "./protocol.ts";
import { followSettings } from "./settings.ts";
import { fileSurroundings } from "./surroundings.ts";
import { workspaceIndex } from "./workspace-index.ts";

/** Runs the language server over a connection, until the connection ends it. */
export function serve(connection: Connection): void {
  connection.onInitialize((params): InitializeResult => {
    const graph = graphFeature();
    const all: readonly Feature[] = [...features, graph];
    const abilities = abilitiesOf(params.capabilities, params.initializationOptions);
    const surroundings = fileSurroundings(() => abilities.watchedFiles);
    const documents = documentStore((uri, analysis) => {
      publishDiagnostics(session, uri, analysis);
      graph.validated(session, uri, analysis);
    }, surroundings);
    const session: Session = {
      connection,
      abilities,
      documents,
      settings: defaultSettings(params.initializationOptions),
      workspace: workspaceIndex(documents, () => abilities.watchedFiles),
    };
    for (const each of all) each.register(session);
    const data = dataOfDocuments(session);
    followDocuments(session, data);
    connection.onRequest("statecraft/shapes", (run: ShapesOfRun, token) =>
      guarded(connection, "statecraft/shapes", token, () => data.ran(run) ?? null),
    );
    // The connection keeps one listener of each kind: whoever waits for the editor is called by this one.
    const beginnings = [
      followSettings(session, params.initializationOptions),
      followFiles(session, surroundings, data),
      followFolders(session, params),
    ];
    connection.onInitialized(() => {
      for (const begin of beginnings) begin();
    });
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...(session.abilities.workspaceFolders && {
          workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        }),
        ...capabilities(all),
      },
      serverInfo: { name: "statecraft" },
    };
  });
  connection.listen();
}

/** Keeps the index of the workspace's folders. The answer begins it, once the editor is ready. */
function followFolders({ connection, workspace, abilities }: Session, params: InitializeParams): () => void {
  const { workspaceFolders, rootUri } = params as InitializeParams & { readonly rootUri?: string | null };
  workspace.useFolders(workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []), []);
  return () => {
    if (!abilities.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const urisOf = (changed: typeof added): readonly string[] => changed.map(({ uri }) => uri);
      workspace.useFolders(urisOf(added), urisOf(removed));
    });
  };
}

function followDocuments({ connection, documents }: Session, data: DataOfDocuments): void {
  const open = new Map<string, TextDocument>();
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const document = TextDocument.create(uri, languageId, version, text);
    open.set(uri, document);
    documents.update(document);
    data.opened(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const document = open.get(uri);
    if (!document) return;
    const changed = TextDocument.update(document, contentChanges as TextDocumentContentChangeEvent[], version);
    open.set(uri, changed);
    documents.update(changed);
    data.edited(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    open.delete(uri);
    documents.close(uri);
    // What isn't open has no findings: the list of problems shall not keep them.
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
}
