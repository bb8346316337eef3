import { type Reference, referencesTo, type State } from "../../model/index.ts";
import type { SyntaxNode } from "../../syntax/index.ts";
import { type Span, touches } from "../../text/index.ts";
import type { Document } from "../document.ts";

/** A state that a place of a document names. */
export interface NamedState {
  readonly state: State;
  /** The name at the place: in `States`, or where a transition leads. */
  readonly node: SyntaxNode;
  readonly isDeclaration: boolean;
}

/** The state whose name stands at an offset, in `States` or where a transition or `StartAt` names it. */
export function namedStateAt({ model }: Document, offset: number): NamedState | undefined {
  for (const state of model.states) {
    const { nameNode } = state;
    if (touches(nameNode.span, offset)) return { state, node: nameNode, isDeclaration: true };
  }
  for (const { startAt, states } of model.allMachines) {
    const references: readonly (Reference | undefined)[] = [
      startAt,
      ...[...states.values()].flatMap((state) => state.transitions),
    ];
    for (const reference of references) {
      if (!reference?.target || !touches(reference.node.span, offset)) continue;
      return { state: reference.target, node: reference.node, isDeclaration: false };
    }
  }
  return undefined;
}

/** The places that name a state; its own name first. One text that is read twice, through an alias, is one place. */
export function placesNaming(state: State): readonly SyntaxNode[] {
  const nodes = new Map<number, SyntaxNode>();
  for (const node of [state.nameNode, ...referencesTo(state).map((reference) => reference.node)]) {
    if (!nodes.has(node.span.start)) nodes.set(node.span.start, node);
  }
  return [...nodes.values()];
}

/** The state's whole member in `States`, from its name to its end. */
export function wholeSpan({ nameNode, node }: State): Span {
  return { start: Math.min(nameNode.span.start, node.span.start), end: Math.max(nameNode.span.end, node.span.end) };
}
