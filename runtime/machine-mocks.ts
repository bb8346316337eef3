import type { Json, StateMachine } from "../language/index.ts";
import { mockConfigOf } from "./skeleton.ts";

/** A mock-config file that answers every task of a machine and of those nested in it, to be filled in by a person. */
export function machineMocks(machine: StateMachine, name: string): Json {
  const tasks: { readonly state: string; readonly resource: string }[] = [];
  const open: StateMachine[] = [machine];
  for (let next = open.shift(); next; next = open.shift()) {
    for (const state of next.states.values()) {
      for (const child of state.children) open.push(child);
      if (state.type !== "Task") continue;
      const resource = state.field("Resource");
      tasks.push({ state: state.name, resource: resource?.kind === "string" ? resource.value : "" });
    }
  }
  return mockConfigOf(name, tasks);
}
