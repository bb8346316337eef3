import type { Member, ObjectNode, Step, SyntaxNode } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";

/** A place in a text where something may be written, also where the text is broken or nothing stands there yet. */
export interface Slot {
  /** The tree that the slot was found in: that of the document, or of its text without an unfinished word. */
  readonly root: SyntaxNode;
  /** The objects and lists around it, from the outermost, each with what is entered of it. */
  readonly steps: readonly Step[];
  /** A field's name, a member's value, or an item of a list. */
  readonly where: "key" | "value" | "item";
  /** The object whose field's name it is; undefined where the value entered last isn't an object yet. */
  readonly target?: ObjectNode;
  /** The member whose name stands there. */
  readonly member?: Member;
  /** The value that stands there. */
  readonly node?: SyntaxNode;
  /** Whether it is a line of YAML by itself, where objects need no braces. */
  readonly isBlock?: true;
  /** The text that what is written there replaces. */
  readonly span: Span;
}
