import { type CompletionItem, CompletionRequest } from "vscode-languageserver";
import { completionsAt } from "../../language/index.ts";
import { toCompletionItem, toOffset } from "../convert.ts";
import { feature } from "./feature.ts";

export const completion = feature(
  CompletionRequest.type,
  { completionProvider: { triggerCharacters: ['"', " "] } },
  (analysis, { position }, { abilities }): CompletionItem[] => {
    const { lines } = analysis;
    const completions = completionsAt(analysis, toOffset(lines, position));
    return completions.map((each, index) => toCompletionItem(lines, each, index, abilities));
  },
);
