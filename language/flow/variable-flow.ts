import type { Model, State, StateMachine, Transition } from "../model/index.ts";
import { derived, lazy } from "../text/index.ts";
import { type AssignedVariables, assignedVariables } from "./assigned-variables.ts";
import type { Assignment } from "./assignments.ts";
import { type Reads, readsOf } from "./reads.ts";
import { type Scope, scopesOf, visibleFrom } from "./scope.ts";

/** The variables of a document by the flow of its states. */
export interface VariableFlow {
  readonly scopes: ReadonlyMap<StateMachine, Scope>;
  readonly reads: Reads;
  /** What assigns a variable in some branch or iteration of the machine that a state belongs to. */
  inner(state: State, name: string): readonly Assignment[] | undefined;
  /** The variables that the states of a scope, and of the scopes within it, read from it. */
  readers(scope: Scope): ReadonlySet<string>;
  /** What is known of a variable when a state is entered. */
  valueOf(state: State, name: string): VariableValue;
  /** The variables that a state may read, with what assigns them. */
  visible(state: State): ReadonlyMap<string, readonly Assignment[]>;
}

/** What is known of a variable when a state is entered. */
export type VariableValue =
  | { readonly kind: "assigned" }
  /** It has a value on some ways only; `ways` are those on which it may have none, all into the same state. */
  | { readonly kind: "sometimes"; readonly assignments: readonly Assignment[]; ways(): readonly Transition[] }
  /** States of its scope assign it, but none before this one. */
  | { readonly kind: "never"; readonly assignments: readonly Assignment[] }
  /** No state that this one sees assigns it. */
  | { readonly kind: "unassigned" }
  /** The flow can't be told, as in a part of the machine that nothing leads to yet. */
  | { readonly kind: "unknown" };

const ASSIGNED: VariableValue = { kind: "assigned" };
const UNASSIGNED: VariableValue = { kind: "unassigned" };
const UNKNOWN: VariableValue = { kind: "unknown" };

/** Computed once for a model, scope by scope, as far as somebody asks. */
export const variableFlow: (model: Model) => VariableFlow = derived((model) => {
  const scopes = scopesOf(model);
  const reads = readsOf(model);
  const flowOf = derived((scope: Scope) => assignedVariables(scope, reads.tested));
  const isUncertain = derived((scope: Scope) => scope.isOpen || hasLooseEnds(scope.machine));
  const inner = lazy(() => innerOf(scopes.values()));
  const readIn = lazy(() => readersOf(scopes, reads));
  return {
    scopes,
    reads,
    inner: (state, name) => inner().get(state.machine)?.get(name),
    readers: (scope) => readIn().get(scope) ?? NO_NAMES,
    valueOf(state, name) {
      let [at, found]: [State, VariableValue] = [state, UNASSIGNED];
      for (let scope = scopes.get(state.machine); scope; scope = scope.outer) {
        const assignments = scope.assigned.get(name);
        if (assignments) {
          found = isUncertain(scope)
            ? uncertainValue(flowOf(scope), at, name)
            : valueIn(flowOf(scope), at, name, assignments);
          if (found.kind !== "never") return found;
        } else if (scope.isOpen) return UNKNOWN;
        if (scope.machine.owner) at = scope.machine.owner;
      }
      return found;
    },
    visible(state) {
      const names = new Map<string, readonly Assignment[]>();
      for (const scope of visibleFrom(scopes.get(state.machine)))
        for (const [name, assignments] of scope.assigned) if (!names.has(name)) names.set(name, assignments);
      return names;
    },
  };
});

const NO_NAMES: ReadonlySet<string> = new Set();

/** By the machine that stands on its own around them, and the variables' names. */
type InnerNames = ReadonlyMap<StateMachine, ReadonlyMap<string, readonly Assignment[]>>;

function innerOf(scopes: Iterable<Scope>): InnerNames {
  const found = new Map<StateMachine, Map<string, readonly Assignment[]>>();
  for (const { machine, assigned } of scopes) {
    // Outer scopes come before inner ones: what is found for the machine around holds within it, too.
    const names = (machine.owner && found.get(machine.owner.machine)) ?? new Map<string, readonly Assignment[]>();
    found.set(machine, names);
    if (!machine.owner) continue;
    for (const [name, assignments] of assigned) if (!names.has(name)) names.set(name, assignments);
  }
  return found;
}

/** Each read counts for the innermost scope that assigns the variable. */
function readersOf(scopes: VariableFlow["scopes"], { certain }: Reads): ReadonlyMap<Scope, ReadonlySet<string>> {
  const found = new Map<Scope, Set<string>>();
  for (const { name, state } of certain) {
    for (let scope = scopes.get(state.machine); scope; scope = scope.outer) {
      if (!scope.assigned.has(name)) continue;
      found.set(scope, (found.get(scope) ?? new Set()).add(name));
      break;
    }
  }
  return found;
}

function valueIn(
  flow: AssignedVariables,
  state: State,
  name: string,
  assignments: readonly Assignment[],
): VariableValue {
  switch (flow.onPaths(state, name)) {
    case "all":
      return ASSIGNED;
    case "some":
      return { kind: "sometimes", assignments, ways: () => divergingWays(flow, state, name) };
    case "none":
      return { kind: "never", assignments };
    default:
      return UNKNOWN;
  }
}

/** Where transitions lead nowhere yet, only what is assigned is known, not what isn't. */
function uncertainValue(flow: AssignedVariables, state: State, name: string): VariableValue {
  return flow.onPaths(state, name) === "all" ? ASSIGNED : UNKNOWN;
}

function hasLooseEnds({ startAt, states }: StateMachine): boolean {
  if (!startAt?.target) return true;
  for (const { transitions } of states.values()) if (transitions.some(({ target }) => !target)) return true;
  return false;
}

/** Follows the only way back, for some states, until ways meet of which just some assign the variable. */
function divergingWays(flow: AssignedVariables, state: State, name: string): readonly Transition[] {
  let at = state;
  for (let steps = 0; steps < 100; steps++) {
    const [only, ...others] = flow.waysInto(at);
    if (!only || others.length > 0) break;
    at = only.from;
  }
  return flow.missing(at, name);
}

/** The scopes around a machine that its states don't see, since a distributed Map lies between, the innermost first. */
export function* hiddenFrom(flow: VariableFlow, machine: StateMachine): Generator<Scope> {
  let isHidden = false;
  for (let owner = machine.owner, inner = machine; owner; inner = owner.machine, owner = inner.owner) {
    isHidden ||= flow.scopes.get(inner)?.outer === undefined;
    const scope = flow.scopes.get(owner.machine);
    if (isHidden && scope) yield scope;
  }
}
