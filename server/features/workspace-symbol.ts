import { type SymbolInformation, WorkspaceSymbolRequest } from "vscode-languageserver";
import { fuzzyScore } from "../../language/index.ts";
import { toRange } from "../convert.ts";
import { type Feature, guardedLater } from "./feature.ts";

/** More than that nobody reads: who types one more letter gets others. */
const MAX_SYMBOLS = 500;

/** The states of all definitions in the workspace, by name. */
export const workspaceSymbol: Feature = {
  capabilities: { workspaceSymbolProvider: true },
  register({ connection, workspace }) {
    connection.onRequest(WorkspaceSymbolRequest.type, ({ query }, token) =>
      guardedLater(connection, WorkspaceSymbolRequest.method, token, async () => {
        const found: { readonly score: number; readonly symbol: () => SymbolInformation }[] = [];
        for (const { uri, symbols, lines } of await workspace.files()) {
          if (token.isCancellationRequested) return null;
          for (const { name, kind, container: containerName, span } of symbols) {
            const score = fuzzyScore(query, name);
            if (score === undefined) continue;
            const symbol = () => ({ name, kind, containerName, location: { uri, range: toRange(lines, span) } });
            found.push({ score, symbol });
          }
        }
        const best = found.toSorted((a, b) => b.score - a.score).slice(0, MAX_SYMBOLS);
        return best.map(({ symbol }) => symbol());
      }),
    );
  },
};
