import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  type ProtocolRequestType,
  type RequestHandler,
  ResponseError,
  type ServerCapabilities,
  type TextDocumentIdentifier,
} from "vscode-languageserver";
import type { Analysis } from "../../language/index.ts";
import type { Abilities } from "../abilities.ts";
import type { Documents } from "../documents.ts";
import type { Settings } from "../preferences.ts";
import type { WorkspaceIndex } from "../workspace-index.ts";

/** What features work with. */
export interface Session {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly abilities: Abilities;
  readonly settings: Settings;
  readonly workspace: WorkspaceIndex;
}

/** One ability of the server: what it tells the editor, and how it takes the editor's requests. */
export interface Feature {
  readonly capabilities: ServerCapabilities;
  register(session: Session): void;
}

/**
 * A feature that answers one request about one document. A bug in it is logged and answered with null: it never ends
 * the server. Documents that are no definitions get null too.
 */
export function feature<P extends { textDocument: TextDocumentIdentifier }, R, PR, E, O>(
  type: ProtocolRequestType<P, R, PR, E, O>,
  capabilities: ServerCapabilities,
  answer: (analysis: Analysis, params: P, session: Session) => R | null,
): Feature {
  return {
    capabilities,
    register(session) {
      const handler = (params: P, token: CancellationToken): R | null =>
        guarded(session.connection, type.method, token, () => {
          const analysis = session.documents.analysisOf(params.textDocument.uri);
          return analysis ? answer(analysis, params, session) : null;
        });
      // Every answer about a document may be null: the protocol's types say so for each request, but not for all.
      session.connection.onRequest(type, handler as RequestHandler<P, R, E>);
    },
  };
}

/**
 * Null instead of a bug, which goes to the log; refusals that the protocol wants pass. Reading a large text takes its
 * time: nothing is done for an answer that nobody waits for.
 */
export function guarded<R>(
  connection: Connection,
  method: string,
  token: CancellationToken,
  answer: () => R,
): R | null {
  try {
    return token.isCancellationRequested ? null : answer();
  } catch (error) {
    return logged(connection, method, error);
  }
}

/** The same for answers that take their time. */
export async function guardedLater<R>(
  connection: Connection,
  method: string,
  token: CancellationToken,
  answer: () => Promise<R>,
): Promise<R | null> {
  try {
    return token.isCancellationRequested ? null : await answer();
  } catch (error) {
    return logged(connection, method, error);
  }
}

/** For answers that waited for files: refuses to tell places of a version that the editor has changed meanwhile. */
export function refuseOutdated(documents: Documents, { uri, version }: Analysis): void {
  if (documents.analysisOf(uri)?.version === version) return;
  throw new ResponseError(LSPErrorCodes.ContentModified, "The text has changed meanwhile.");
}

function logged(connection: Connection, method: string, error: unknown): null {
  if (error instanceof ResponseError) throw error;
  connection.console.error(`${method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return null;
}
