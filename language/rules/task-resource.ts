import type { Model, State } from "../model/index.ts";
import type { StringNode } from "../syntax/index.ts";

/** A Task state with the text that says what it calls. */
export interface TaskResource {
  readonly state: State;
  readonly resource: StringNode;
}

/** The Task states of a document whose `Resource` is a text. */
export function* taskResources({ states }: Model): Generator<TaskResource> {
  for (const state of states) {
    const resource = state.type === "Task" ? state.field("Resource") : undefined;
    if (resource?.kind === "string") yield { state, resource };
  }
}
