import type { ServerCapabilities } from "vscode-languageserver";
import { besideToolkit } from "./beside-toolkit.ts";
import { callHierarchy } from "./call-hierarchy.ts";
import { codeAction } from "./code-action.ts";
import { codeLens } from "./code-lens.ts";
import { completion } from "./completion.ts";
import { definition } from "./definition.ts";
import { documentHighlight } from "./document-highlight.ts";
import { documentLink } from "./document-link.ts";
import { documentSymbol } from "./document-symbol.ts";
import { evaluate } from "./evaluate.ts";
import type { Feature } from "./feature.ts";
import { foldingRange } from "./folding-range.ts";
import { formatting, rangeFormatting } from "./formatting.ts";
import { hover } from "./hover.ts";
import { inlayHint } from "./inlay-hint.ts";
import { otherNotation } from "./other-notation.ts";
import { references } from "./references.ts";
import { prepareRename, rename } from "./rename.ts";
import { selectionRange } from "./selection-range.ts";
import { semanticTokens, semanticTokensOfRange } from "./semantic-tokens.ts";
import { signatureHelp } from "./signature-help.ts";
import { workspaceSymbol } from "./workspace-symbol.ts";

/** What the server can do about a document. */
export const features: readonly Feature[] = [
  completion,
  codeAction,
  formatting,
  rangeFormatting,
  otherNotation,
  hover,
  signatureHelp,
  semanticTokens,
  semanticTokensOfRange,
  evaluate,
  definition,
  references,
  documentHighlight,
  documentSymbol,
  prepareRename,
  rename,
  callHierarchy,
  workspaceSymbol,
  foldingRange,
  selectionRange,
  inlayHint,
  codeLens,
  documentLink,
  besideToolkit,
];

/** What the server tells the editor about itself. */
export function capabilities(all: readonly Feature[]): ServerCapabilities {
  return Object.assign({}, ...all.map((each) => each.capabilities));
}
