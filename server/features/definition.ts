import { DefinitionRequest, type Location, type LocationLink } from "vscode-languageserver";
import { definitionAt } from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import { feature } from "./feature.ts";

export const definition = feature(
  DefinitionRequest.type,
  { definitionProvider: true },
  (analysis, { position }, { abilities }): Location | LocationLink[] | null => {
    const { lines, uri } = analysis;
    const found = definitionAt(analysis, toOffset(lines, position));
    if (!found) return null;
    const targetSelectionRange = toRange(lines, found.name);
    if (!abilities.definitionLinks) return { uri, range: targetSelectionRange };
    const [originSelectionRange, targetRange] = [toRange(lines, found.from), toRange(lines, found.whole)];
    return [{ targetUri: uri, targetRange, targetSelectionRange, originSelectionRange }];
  },
);
