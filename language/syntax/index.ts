import { json } from "./json.ts";
import type { Notation } from "./notation.ts";
import { yaml } from "./yaml.ts";

export { type Cursor, cursorAt, objectsOf, type Step } from "./cursor.ts";
export { reindented } from "./edits/document-style.ts";
export type { Edits, EditsOrNone, FormatOptions, MemberPlace, MovedText, NewMembers, Source } from "./edits/edits.ts";
export { yamlWriter } from "./edits/yaml-text.ts";
export {
  type ArrayNode,
  type Comment,
  type LiteralNode,
  type Member,
  type MissingNode,
  member,
  memberSpan,
  type ObjectNode,
  type Shift,
  type StringNode,
  type SyntaxNode,
  type SyntaxTree,
  shiftsOf,
  stringValue,
  textOffset,
  valueAt,
  valueOffset,
} from "./node.ts";
export { MAX_DEPTH, type Notation } from "./notation.ts";
export { suppressionMark } from "./suppression-mark.ts";
export { toJson } from "./to-json.ts";

/** Every notation that a definition may be written in. */
export const notations = { json, yaml } as const satisfies Record<string, Notation>;

/** The notation of a text whose name doesn't tell: JSON begins with a brace, a bracket or a comment. */
export function notationOf(text: string): Notation {
  return /^\uFEFF?\s*(?:[{[]|\/[/*])/.test(text) ? json : yaml;
}
