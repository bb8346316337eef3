import { type Connection, type InitializeResult, TextDocumentSyncKind } from "vscode-languageserver";
import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import { abilitiesOf } from "./abilities.ts";
import { publishDiagnostics } from "./diagnostics.ts";
import { documentStore } from "./documents.ts";
import type { Feature, Session } from "./features/feature.ts";
import { graphFeature } from "./features/graph.ts";
import { capabilities, features } from "./features/index.ts";
import { followSettings } from "./settings.ts";

/** Runs the language server over a connection, until the connection ends it. */
export function serve(connection: Connection): void {
  connection.onInitialize((params): InitializeResult => {
    const graph = graphFeature();
    const all: readonly Feature[] = [...features, graph];
    const session: Session = {
      connection,
      abilities: abilitiesOf(params.capabilities),
      documents: documentStore((uri, analysis) => {
        publishDiagnostics(session, uri, analysis);
        graph.validated(session, uri, analysis);
      }),
    };
    for (const each of all) each.register(session);
    followDocuments(session);
    followSettings(session);
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...capabilities(all),
      },
      serverInfo: { name: "statecraft" },
    };
  });
  connection.listen();
}

function followDocuments({ connection, documents }: Session): void {
  const open = new Map<string, TextDocument>();
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const document = TextDocument.create(uri, languageId, version, text);
    open.set(uri, document);
    documents.update(document);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const document = open.get(uri);
    if (!document) return;
    const changed = TextDocument.update(document, contentChanges as TextDocumentContentChangeEvent[], version);
    open.set(uri, changed);
    documents.update(changed);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    open.delete(uri);
    documents.close(uri);
    // What isn't open has no findings: the list of problems shall not keep them.
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
}
