import { DefinitionRequest, type Location, type LocationLink } from "vscode-languageserver";
import { definitionsAt } from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import { feature } from "./feature.ts";

export const definition = feature(
  DefinitionRequest.type,
  { definitionProvider: true },
  (analysis, { position }, { abilities }): Location[] | LocationLink[] | null => {
    const { lines, uri } = analysis;
    const found = definitionsAt(analysis, toOffset(lines, position));
    if (found.length === 0) return null;
    if (!abilities.definitionLinks) return found.map(({ name }) => ({ uri, range: toRange(lines, name) }));
    return found.map(({ from, name, whole }) => ({
      targetUri: uri,
      targetRange: toRange(lines, whole),
      targetSelectionRange: toRange(lines, name),
      originSelectionRange: toRange(lines, from),
    }));
  },
);
