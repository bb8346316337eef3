import {
  type SemanticTokens,
  SemanticTokensBuilder,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from "vscode-languageserver";
import {
  type Analysis,
  type Span,
  semanticModifiers,
  semanticTypes,
  semanticTokens as tokensOf,
} from "../../language/index.ts";
import { toOffset } from "../convert.ts";
import { feature } from "./feature.ts";

const legend = { tokenTypes: [...semanticTypes], tokenModifiers: [...semanticModifiers] };

export const semanticTokens = feature(
  SemanticTokensRequest.type,
  { semanticTokensProvider: { legend, full: true, range: true } },
  (analysis): SemanticTokens => encoded(analysis),
);

export const semanticTokensOfRange = feature(
  SemanticTokensRangeRequest.type,
  {},
  (analysis, { range }): SemanticTokens => {
    const { lines } = analysis;
    return encoded(analysis, { start: toOffset(lines, range.start), end: toOffset(lines, range.end) });
  },
);

function encoded(analysis: Analysis, within?: Span): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { span, type, modifier } of tokensOf(analysis, within)) {
    const { line, character } = analysis.lines.position(span.start);
    const modifiers = modifier === undefined ? 0 : 1 << semanticModifiers.indexOf(modifier);
    builder.push(line, character, span.end - span.start, semanticTypes.indexOf(type), modifiers);
  }
  return builder.build();
}
