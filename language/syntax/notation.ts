import type { Diagnostic, Json, TextEdit } from "../text/index.ts";
import type { Comment, ObjectNode, SyntaxNode } from "./node.ts";

/** What reading a text gives. Broken texts give a tree too, with `missing` nodes where something should stand. */
export interface SyntaxTree {
  readonly root: SyntaxNode;
  readonly problems: readonly Diagnostic[];
  readonly comments: readonly Comment[];
}

/** JSON and YAML differ only here: no feature asks which one it has. Parsing never throws. */
export interface Notation {
  readonly id: "json" | "yaml";
  parse(text: string): SyntaxTree;
  /** A string as it is written in this notation. */
  quote(value: string): string;
  /** The edit that adds a member at the end of an object; the rest of the text stays as it is. */
  insert(text: string, into: ObjectNode, key: string, value: Json): TextEdit;
}

/** How deep values may be nested: the service reads no more either (its JSON reader's limit). */
export const MAX_DEPTH = 1000;
