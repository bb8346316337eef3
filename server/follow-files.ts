import { DidChangeWatchedFilesNotification } from "vscode-languageserver";
import type { DataOfDocuments } from "./data.ts";
import type { Session } from "./features/feature.ts";
import type { Surroundings } from "./surroundings.ts";

/** Definitions, templates and project files: whatever rules compare, and the index holds. */
const WATCHED = "**/*.{asl,json,jsonc,yaml,yml}";

/**
 * Looks at the workspace's files anew when they change, and validates the open documents that are compared with them.
 * The answer begins it, once the editor is ready.
 */
export function followFiles(
  { connection, documents, workspace, abilities }: Session,
  surroundings: Surroundings,
  data: DataOfDocuments,
): () => void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const uris = changes.map(({ uri }) => uri);
    for (const uri of uris) workspace.touch(uri);
    data.changed(uris);
    surroundings.forget();
    documents.refresh();
  });
  return () => {
    if (!abilities.watchedFiles) return;
    const watchers = [{ globPattern: WATCHED }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  };
}
