import { type CompletionList, CompletionRequest } from "vscode-languageserver";
import { completionsAt } from "../../language/index.ts";
import { toCompletionItem, toOffset } from "../convert.ts";
import { feature } from "./feature.ts";

export const completion = feature(
  CompletionRequest.type,
  { completionProvider: { triggerCharacters: ['"', " ", "$", ".", "{", "%", ":"] } },
  (analysis, { position, context }, { abilities }): CompletionList => {
    const { lines } = analysis;
    const completions = completionsAt(analysis, toOffset(lines, position), context?.triggerCharacter);
    return {
      isIncomplete: completions.some(({ isPartial }) => isPartial),
      items: completions.map((each, index) => toCompletionItem(lines, each, index, abilities)),
    };
  },
);
