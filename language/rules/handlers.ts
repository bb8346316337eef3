import type { Model, State } from "../model/index.ts";
import { type ObjectNode, type StringNode, valueAt } from "../syntax/index.ts";
import { derived } from "../text/index.ts";

/** One list of retriers or catchers of a state. */
export interface Handlers {
  readonly state: State;
  readonly field: "Retry" | "Catch";
  readonly entries: readonly Handler[];
}

/** A retrier or a catcher, with the error names that it lists. */
export interface Handler {
  readonly node: ObjectNode;
  readonly names: readonly StringNode[];
}

/** Every `Retry` and `Catch` of a document; found once for all rules. */
export const handlersOf = derived((model: Model): readonly Handlers[] => {
  const found: Handlers[] = [];
  for (const state of model.states) {
    for (const field of ["Retry", "Catch"] as const) {
      const list = state.field(field);
      if (list?.kind !== "array") continue;
      const objects = list.items.filter((item) => item.kind === "object");
      found.push({ state, field, entries: objects.map((node) => ({ node, names: namesIn(node) })) });
    }
  }
  return found;
});

function namesIn(node: ObjectNode): readonly StringNode[] {
  const list = valueAt(node, "ErrorEquals");
  return list?.kind === "array" ? list.items.filter((item) => item.kind === "string") : [];
}
