import { type FoldingRange, FoldingRangeKind, FoldingRangeRequest } from "vscode-languageserver";
import { foldsOf } from "../../language/index.ts";
import { feature } from "./feature.ts";

export const foldingRange = feature(
  FoldingRangeRequest.type,
  { foldingRangeProvider: true },
  (analysis, _, { abilities }): FoldingRange[] =>
    foldsOf(analysis)
      .slice(0, abilities.foldingRanges)
      .map(({ startLine, endLine, kind }) => ({
        startLine,
        endLine,
        ...(kind === "comment" && { kind: FoldingRangeKind.Comment }),
      })),
);
