import type { Edits } from "./edits/edits.ts";
import type { SyntaxTree } from "./node.ts";

/** JSON and YAML differ only here: no feature asks which one it has. Parsing never throws. */
export interface Notation {
  readonly id: "json" | "yaml";
  parse(text: string): SyntaxTree;
  /** A string as it is written in this notation. */
  quote(value: string): string;
  /** The smallest edits that change a text of this notation. */
  readonly edits: Edits;
}

/** How deep values may be nested: the service reads no more either (its JSON reader's limit). */
export const MAX_DEPTH = 1000;
