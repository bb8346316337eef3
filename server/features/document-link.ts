import { type DocumentLink, DocumentLinkRequest, DocumentLinkResolveRequest } from "vscode-languageserver";
import { type LinkTarget, linksOf } from "../../language/index.ts";
import { toRange } from "../convert.ts";
import { deploymentsOf, targetOf } from "../deployments.ts";
import { type Feature, guarded, guardedLater } from "./feature.ts";

/** Which link of which document it is: where it leads is looked up when somebody follows it. */
interface LinkData {
  readonly uri: string;
  readonly start: number;
}

const TOOLTIPS: { readonly [K in LinkTarget["kind"]]: string } = {
  file: "Open the definition",
  function: "Open the function",
  machine: "Open the state machine",
};

/** Links to the files that a definition or a template names: definitions, handlers of functions, other machines. */
export const documentLink: Feature = {
  capabilities: { documentLinkProvider: { resolveProvider: true } },
  register({ connection, documents, workspace }) {
    connection.onRequest(DocumentLinkRequest.type, ({ textDocument: { uri } }, token) =>
      guarded(connection, DocumentLinkRequest.method, token, (): DocumentLink[] | null => {
        const analysis = documents.analysisOf(uri);
        if (!analysis?.uri.startsWith("file:")) return null;
        return linksOf(analysis, deploymentsOf(analysis)).map(({ span, target }) => ({
          range: toRange(analysis.lines, span),
          tooltip: TOOLTIPS[target.kind],
          data: { uri, start: span.start } satisfies LinkData,
        }));
      }),
    );
    connection.onRequest(DocumentLinkResolveRequest.type, async (link, token) => {
      const resolved = await guardedLater(connection, DocumentLinkResolveRequest.method, token, async () => {
        const { uri, start } = link.data as LinkData;
        const analysis = documents.analysisOf(uri);
        const found = analysis && linksOf(analysis, deploymentsOf(analysis)).find(({ span }) => span.start === start);
        const target = found && (await targetOf(analysis, found.target, workspace));
        return target === undefined ? link : { ...link, target };
      });
      return resolved ?? link;
    });
  },
};
