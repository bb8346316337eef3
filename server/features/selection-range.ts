import { type SelectionRange, SelectionRangeRequest } from "vscode-languageserver";
import { selectionsAt } from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import { feature } from "./feature.ts";

export const selectionRange = feature(
  SelectionRangeRequest.type,
  { selectionRangeProvider: true },
  (analysis, { positions }): SelectionRange[] => {
    const { lines } = analysis;
    return positions.map((position) => {
      const spans = selectionsAt(analysis, toOffset(lines, position));
      const outermost: SelectionRange = { range: { start: position, end: position } };
      return (
        spans.reduceRight<SelectionRange | undefined>(
          (parent, span) => ({ range: toRange(lines, span), ...(parent && { parent }) }),
          undefined,
        ) ?? outermost
      );
    });
  },
);
