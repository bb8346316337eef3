import { type Model, mapMode, type StateMachine } from "../model/index.ts";
import { type Assignment, assignmentsOf, assignsUnknown } from "./assignments.ts";

/** Where variables live: the states of a machine, of a branch, or of an iteration. Reference, section 2.6. */
export interface Scope {
  readonly machine: StateMachine;
  /** The scope around it, whose variables its states may read. A distributed Map sees none. */
  readonly outer: Scope | undefined;
  /** What its own states assign, by the variables' names. */
  readonly assigned: ReadonlyMap<string, readonly Assignment[]>;
  /** Whether its states may assign more, under names that only a template knows. */
  readonly isOpen: boolean;
}

/** The scope of every machine of a document, outer ones before inner ones. */
export function scopesOf(model: Model): ReadonlyMap<StateMachine, Scope> {
  const assigned = new Map<StateMachine, Map<string, Assignment[]>>();
  for (const assignment of assignmentsOf(model)) {
    const machine = assignment.part.state?.machine;
    if (!machine) continue;
    const names = assigned.get(machine) ?? new Map<string, Assignment[]>();
    assigned.set(machine, names);
    const known = names.get(assignment.name);
    if (known) known.push(assignment);
    else names.set(assignment.name, [assignment]);
  }
  const open = new Set(model.parts.filter(assignsUnknown).map(({ state }) => state?.machine));
  const scopes = new Map<StateMachine, Scope>();
  for (const machine of model.allMachines) {
    const { owner } = machine;
    const isSeparate = owner && mapMode(owner) === "DISTRIBUTED";
    scopes.set(machine, {
      machine,
      outer: owner && !isSeparate ? scopes.get(owner.machine) : undefined,
      assigned: assigned.get(machine) ?? NOTHING,
      isOpen: open.has(machine),
    });
  }
  return scopes;
}

const NOTHING: ReadonlyMap<string, readonly Assignment[]> = new Map();

/** A scope and those around it whose variables it sees, the innermost first. */
export function* visibleFrom(scope: Scope | undefined): Generator<Scope> {
  for (let next = scope; next; next = next.outer) yield next;
}
