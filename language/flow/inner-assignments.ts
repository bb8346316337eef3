import type { Model } from "../model/index.ts";
import type { Assignment } from "./assignments.ts";
import { visibleFrom } from "./scope.ts";
import { variableFlow } from "./variable-flow.ts";

/** An assignment in a branch or an iteration of a name that states outside assign, too. */
export interface InnerAssignment {
  readonly assignment: Assignment;
  /** Those of the nearest scope outside. */
  readonly outer: readonly Assignment[];
  /** Whether the outer variable may have a value when the inner machine starts. */
  readonly isSet: boolean;
}

export function* innerAssignments(model: Model): Generator<InnerAssignment> {
  const flow = variableFlow(model);
  for (const scope of flow.scopes.values()) {
    const { owner } = scope.machine;
    if (!owner || !scope.outer) continue;
    for (const [name, assignments] of scope.assigned) {
      const outer = nearest(name, visibleFrom(scope.outer));
      if (!outer) continue;
      const { kind } = flow.valueOf(owner, name);
      for (const assignment of assignments)
        yield { assignment, outer, isSet: kind === "assigned" || kind === "sometimes" };
    }
  }
}

function nearest(name: string, scopes: ReturnType<typeof visibleFrom>): readonly Assignment[] | undefined {
  for (const { assigned } of scopes) {
    const found = assigned.get(name);
    if (found) return found;
  }
  return undefined;
}
