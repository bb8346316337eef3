import type { Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { namedStateAt, placesNaming, wholeSpan } from "../place/named-state.ts";
import { namedVariableAt, placesOf, wholePlace } from "../place/named-variable.ts";
import type { VariablePlace } from "./variable-places.ts";

/** Where a name leads. */
export interface Definition {
  /** The name that was asked about. */
  readonly from: Span;
  /** The state's name in `States`, or the variable's where it is assigned. */
  readonly name: Span;
  /** The whole state, or the whole assignment. */
  readonly whole: Span;
}

/** The state that is named at an offset, or every assignment of the variable. */
export function definitionsAt(document: Document, offset: number): readonly Definition[] {
  const found = namedStateAt(document, offset);
  if (found) {
    const { node, state } = found;
    return [{ from: node.span, name: state.nameNode.span, whole: wholeSpan(state) }];
  }
  const variable = namedVariableAt(document, offset);
  if (!variable) return [];
  return placesOf(document, variable)
    .filter(declares)
    .map((place) => ({ from: variable.place.span, name: place.span, whole: wholePlace(place) }));
}

/** A place that names a state or a variable. */
export interface NameReference {
  readonly span: Span;
  /** Whether it is the state's own name, or an assignment of the variable. */
  readonly isDeclaration: boolean;
}

/** Every place that names what is named at an offset. */
export function referencesAt(document: Document, offset: number): readonly NameReference[] {
  const state = namedStateAt(document, offset)?.state;
  if (state) return placesNaming(state).map((node) => ({ span: node.span, isDeclaration: node === state.nameNode }));
  const variable = namedVariableAt(document, offset);
  if (!variable) return [];
  return placesOf(document, variable).map((place) => ({ span: place.span, isDeclaration: declares(place) }));
}

const declares = ({ assigned, local }: VariablePlace): boolean => assigned !== undefined || local?.isBinding === true;
