import type { Json, Span, TextEdit } from "../../text/index.ts";
import type { ArrayNode, Member, ObjectNode, StringNode, SyntaxNode, SyntaxTree } from "../node.ts";

/** The text that is edited, and its tree. */
export interface Source {
  readonly text: string;
  readonly tree: SyntaxTree;
}

/** Where new members go: before all others, after them, or after a certain one. */
export type MemberPlace = "first" | "last" | { readonly after: Member };

/** New members, in their order. */
export type NewMembers = readonly (readonly [key: string, value: Json])[];

/** How wide a level is. YAML takes no tabs. */
export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** Edits of one text that don't overlap; undefined where the text is too broken, or written too oddly, to be edited. */
export type EditsOrNone = readonly TextEdit[] | undefined;

/** A piece of a text that may stand elsewhere. */
export interface MovedText {
  readonly span: Span;
  /** Without the comma after it. */
  readonly text: string;
  /** The indentation of its first line, and so of what else must move with it. */
  readonly indent: string;
}

/**
 * The smallest edits of a text that change its value in one way: comments, anchors, order and layout of the rest stay,
 * and what is new is written in the style of its surroundings. Edits of different objects and arrays can be applied
 * together; so can the values and names of different members of one object.
 */
export interface Edits {
  insertMembers(source: Source, into: ObjectNode, members: NewMembers, place?: MemberPlace): EditsOrNone;
  /** Removes members with their commas, and with comments that stand on their lines. */
  removeMembers(source: Source, from: ObjectNode, members: readonly Member[]): EditsOrNone;
  replaceValue(source: Source, node: SyntaxNode, value: Json): EditsOrNone;
  renameKey(source: Source, key: StringNode, name: string): EditsOrNone;
  /** Inserts items before the one at `index`. */
  insertItems(source: Source, into: ArrayNode, index: number, values: readonly Json[]): EditsOrNone;
  removeItems(source: Source, from: ArrayNode, indexes: readonly number[]): EditsOrNone;
  /** Puts members or items into another order; comments above and beside them travel along. */
  /** Neighbouring members as they stand, with the comments above and beside them. */
  membersText(source: Source, object: ObjectNode, first: Member, last: Member): MovedText | undefined;
  reorder(source: Source, container: ObjectNode | ArrayNode, order: readonly number[]): EditsOrNone;
  /** Lays the text out, or the lines of a range: only blanks change, and never the value. */
  format(source: Source, options: FormatOptions, range?: Span): readonly TextEdit[];
}
