import { type DocumentSymbol, DocumentSymbolRequest, type SymbolInformation } from "vscode-languageserver";
import { outlineOf } from "../../language/index.ts";
import { toSymbols } from "../convert.ts";
import { feature } from "./feature.ts";

export const documentSymbol = feature(
  DocumentSymbolRequest.type,
  { documentSymbolProvider: { label: "Statecraft" } },
  (analysis, _, { abilities }): DocumentSymbol[] | SymbolInformation[] => {
    const symbols = toSymbols(analysis.lines, outlineOf(analysis));
    return abilities.nestedSymbols ? symbols : flat(analysis.uri, symbols);
  },
);

function flat(uri: string, roots: readonly DocumentSymbol[]): SymbolInformation[] {
  const found: SymbolInformation[] = [];
  const pending = roots.toReversed();
  for (let symbol = pending.pop(); symbol; symbol = pending.pop()) {
    const { name, kind, range, children = [] } = symbol;
    found.push({ name, kind, location: { uri, range } });
    for (const child of children.toReversed()) pending.push(child);
  }
  return found;
}
