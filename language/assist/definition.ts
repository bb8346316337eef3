import type { Span } from "../text/index.ts";
import type { Document } from "./document.ts";
import { namedStateAt, placesNaming, wholeSpan } from "./named-state.ts";

/** Where a name leads. */
export interface Definition {
  /** The name that was asked about. */
  readonly from: Span;
  /** The state's name in `States`. */
  readonly name: Span;
  /** The whole state. */
  readonly whole: Span;
}

/** The state that is named at an offset. */
export function definitionAt(document: Document, offset: number): Definition | undefined {
  const found = namedStateAt(document, offset);
  return found && { from: found.node.span, name: found.state.nameNode.span, whole: wholeSpan(found.state) };
}

/** A place that names a state. */
export interface StateReference {
  readonly span: Span;
  readonly isDeclaration: boolean;
}

/** Every place that names the state at an offset. */
export function referencesAt(document: Document, offset: number): readonly StateReference[] {
  const state = namedStateAt(document, offset)?.state;
  if (!state) return [];
  return placesNaming(state).map((node) => ({ span: node.span, isDeclaration: node === state.nameNode }));
}
