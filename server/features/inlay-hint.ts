import { type InlayHint, InlayHintRequest } from "vscode-languageserver";
import { inlayHintsOf } from "../../language/index.ts";
import { toOffset } from "../convert.ts";
import { feature } from "./feature.ts";

export const inlayHint = feature(
  InlayHintRequest.type,
  { inlayHintProvider: true },
  (analysis, { range: { start, end } }, { abilities, settings }): InlayHint[] => {
    const { lines } = analysis;
    const within = { start: toOffset(lines, start), end: toOffset(lines, end) };
    return inlayHintsOf(analysis, within, settings.preferences.inlayHints).map(({ offset, label, doc }) => ({
      position: lines.position(offset),
      label,
      paddingLeft: true,
      tooltip: { kind: abilities.hoverFormat, value: doc },
    }));
  },
);
