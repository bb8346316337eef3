import { type Assignment, variableFlow } from "../../flow/index.ts";
import type { Model, State } from "../../model/index.ts";

/** A variable of the execution that a state may read, with every place that assigns it. */
export interface KnownVariable {
  readonly name: string;
  readonly assignments: readonly Assignment[];
  /** Whether it has a value on some ways to the state only. */
  readonly isSometimes: boolean;
}

/** The variables that may have a value when a state is entered, the nearest scope first. Reference, section 2.6. */
export function variablesAt(model: Model, state: State | undefined): readonly KnownVariable[] {
  if (!state) return [];
  const flow = variableFlow(model);
  return [...flow.visible(state)].flatMap(([name, assignments]) => {
    const { kind } = flow.valueOf(state, name);
    return kind === "never" ? [] : [{ name, assignments, isSometimes: kind === "sometimes" }];
  });
}
