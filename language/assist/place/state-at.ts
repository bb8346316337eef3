import type { StatePath } from "../../model/index.ts";
import { cursorAt } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import { type Document, lineEnd, lineStart } from "../document.ts";
import { wholeSpan } from "./named-state.ts";

/** The innermost state around an offset; its name counts as part of it. */
export function stateAt({ model, text }: Document, offset: number): StatePath | undefined {
  const byNode = new Map(model.states.map((state) => [state.node, state.path]));
  const { steps } = cursorAt(model.root, textAbove(text, offset));
  const values = steps.flatMap(({ member, node }) => [node, ...(member ? [member.value] : [])]);
  for (const node of values.toReversed()) {
    const path = node.kind === "object" ? byNode.get(node) : undefined;
    if (path !== undefined) return path;
  }
  return undefined;
}

/** The offset itself; on a blank line the end of the text above, to which such a line of YAML belongs. */
function textAbove(text: string, offset: number): number {
  const line = text.slice(lineStart(text, offset), lineEnd(text, offset));
  return line.trim() === "" ? text.slice(0, offset).trimEnd().length : offset;
}

/** Where a state stands: its name, and all of it. */
export interface StateSpans {
  readonly name: Span;
  readonly state: Span;
}

export function spansOf({ model }: Document, path: StatePath): StateSpans | undefined {
  const state = model.stateAt(path);
  return state && { name: state.nameNode.span, state: wholeSpan(state) };
}
