import type * as vscode from "vscode";

/** An input that was used: the text that was typed, or the file that held it. */
export type UsedInput =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "file"; readonly uri: string };

/** The inputs of each definition, the last one first, over windows and days. They stay in VS Code's own storage. */
export interface InputHistory {
  of(document: vscode.Uri): readonly UsedInput[];
  add(document: vscode.Uri, input: UsedInput): void;
}

const KEPT = 10;

/** Longer texts are not kept: the storage is meant for small things. */
const LONGEST = 100_000;

export function inputHistory(storage: vscode.Memento): InputHistory {
  const keyOf = (document: vscode.Uri): string => `inputs of ${document.toString()}`;
  const of = (document: vscode.Uri): readonly UsedInput[] => storage.get(keyOf(document), []);
  return {
    of,
    add(document, input) {
      if (input.kind === "text" && input.text.length > LONGEST) return;
      const others = of(document).filter((used) => !same(used, input));
      void storage.update(keyOf(document), [input, ...others].slice(0, KEPT));
    },
  };
}

const same = (a: UsedInput, b: UsedInput): boolean =>
  a.kind === "text" ? b.kind === "text" && a.text === b.text : b.kind === "file" && a.uri === b.uri;
