import type { State, StateMachine } from "../../model/index.ts";
import { valueAt } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { Document } from "../document.ts";

/** The innermost machine around an offset. */
export function machineAt({ model }: Document, offset: number): StateMachine | undefined {
  return model.allMachines.findLast(({ node }) => node.span.start <= offset && offset <= node.span.end);
}

/** Where a state stands, with its name. */
const spanOf = ({ nameNode, node }: State): Span => ({ start: nameNode.span.start, end: node.span.end });

/** The innermost state around an offset. */
export function stateAround({ model }: Document, offset: number): State | undefined {
  return model.states.findLast((state) => spanOf(state).start <= offset && offset <= spanOf(state).end);
}

/** The states of one machine that a selection touches, in the order of the text: of the innermost machine that holds it. */
export function selectedStates(document: Document, range: Span): readonly State[] {
  const { model } = document;
  const holder = model.allMachines.findLast(({ node }) => {
    const states = valueAt(node, "States");
    return states && states.span.start <= range.start && range.end <= states.span.end;
  });
  const all = holder ? [...holder.states.values()] : [];
  return all.filter((state) => spanOf(state).start <= range.end && range.start <= spanOf(state).end);
}
