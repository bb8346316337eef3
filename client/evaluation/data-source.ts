import { posix } from "node:path";
import * as vscode from "vscode";

/** Where the data come from that expressions of a document are evaluated with. */
export type DataSource =
  /** What the state had to work with when the machine ran last. */
  | { readonly kind: "run" }
  /** A file, or a text, that is the state's input. */
  | { readonly kind: "file"; readonly uri: string }
  | { readonly kind: "text"; readonly text: string; readonly label: string }
  /** What the user types, for each state by itself. */
  | { readonly kind: "typed" };

/** As part of a sentence: "Evaluated with the last run". */
export function sourceName(source: DataSource): string {
  switch (source.kind) {
    case "run":
      return "the last run";
    case "typed":
      return "the data typed in";
    case "text":
      return `the input "${source.label}"`;
    case "file":
      return posix.basename(vscode.Uri.parse(source.uri).path);
  }
}
