import { type Location, ReferencesRequest } from "vscode-languageserver";
import { referencesAt } from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import { feature } from "./feature.ts";

export const references = feature(
  ReferencesRequest.type,
  { referencesProvider: true },
  (analysis, { position, context }): Location[] => {
    const { lines, uri } = analysis;
    return referencesAt(analysis, toOffset(lines, position))
      .filter(({ isDeclaration }) => context.includeDeclaration || !isDeclaration)
      .map(({ span }) => ({ uri, range: toRange(lines, span) }));
  },
);
