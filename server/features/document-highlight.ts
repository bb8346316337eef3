import { type DocumentHighlight, DocumentHighlightKind, DocumentHighlightRequest } from "vscode-languageserver";
import { referencesAt } from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import { feature } from "./feature.ts";

export const documentHighlight = feature(
  DocumentHighlightRequest.type,
  { documentHighlightProvider: true },
  (analysis, { position }): DocumentHighlight[] | null => {
    const { lines } = analysis;
    const found = referencesAt(analysis, toOffset(lines, position));
    // Null leaves it to the editor, which highlights equal words.
    if (found.length === 0) return null;
    return found.map(({ span, isDeclaration }) => ({
      range: toRange(lines, span),
      kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  },
);
