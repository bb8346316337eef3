import { type Hover, HoverRequest } from "vscode-languageserver";
import { hoverAt } from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import { feature } from "./feature.ts";

export const hover = feature(
  HoverRequest.type,
  { hoverProvider: true },
  (analysis, { position }, session): Hover | null => {
    const { lines } = analysis;
    const found = hoverAt(analysis, toOffset(lines, position));
    if (!found) return null;
    return {
      contents: { kind: session.abilities.hoverFormat, value: found.markdown },
      range: toRange(lines, found.span),
    };
  },
);
