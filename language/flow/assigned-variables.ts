import type { State, Transition } from "../model/index.ts";
import type { ObjectNode } from "../syntax/index.ts";
import { inFlowOrder } from "./flow-order.ts";
import type { Scope } from "./scope.ts";

/** Which variables of a scope have a value when one of its states is entered. */
export interface AssignedVariables {
  /** Undefined for a state that no path from the start leads to. */
  entry(state: State): Entry | undefined;
  /** The ways into a state on which a variable isn't surely assigned. */
  missing(state: State, name: string): readonly Transition[];
  /** Every way into a state that some path from the start takes. */
  waysInto(state: State): readonly Transition[];
}

export interface Entry {
  /** Whether every path to the state assigns it. */
  surely(name: string): boolean;
  /** Whether some path to the state assigns it. */
  maybe(name: string): boolean;
}

/** A set of variables: the bit of each one's number. */
type Names = Uint32Array;

interface Values {
  readonly surely: Names;
  readonly maybe: Names;
}

/**
 * Follows the transitions of a scope from its start: what reaches a state is what holds on all ways into it, or on some.
 * `tested` are the variables that a state asks for: on its ways out they count as assigned, since it may go on by the
 * answer. Sweeps over the states in the order of the flow until nothing changes: one sweep more than loops are nested.
 */
export function assignedVariables(scope: Scope, tested: ReadonlyMap<State, ReadonlySet<string>>): AssignedVariables {
  const numbers = new Map([...scope.assigned.keys()].map((name, index) => [name, index]));
  const given = givenBy(scope, numbers);
  const order = inFlowOrder(scope.machine);
  const entries = new Map<State, Values>();
  const size = Math.ceil(numbers.size / 32);
  const [start] = order;
  if (start) entries.set(start, { surely: new Uint32Array(size), maybe: new Uint32Array(size) });
  const waysIn = new Map<State, Transition[]>();
  for (const state of order) for (const way of state.transitions) if (way.target) append(waysIn, way.target, way);
  // The very set of the state itself where nothing is added to it.
  const outOf = (way: Transition, kind: keyof Values): Names => {
    const before = entries.get(way.from)?.[kind] ?? new Uint32Array(size);
    const added = given.get(way.source);
    const asked = tested.get(way.from);
    if (!added && !asked) return before;
    const names = before.slice();
    for (const number of added ?? []) add(names, number);
    for (const name of asked ?? []) add(names, numbers.get(name));
    return names;
  };
  for (let changed = size > 0; changed; ) {
    changed = false;
    for (const state of order) {
      for (const way of state.transitions) {
        if (way.target && merge(entries, way.target, outOf(way, "surely"), outOf(way, "maybe"))) changed = true;
      }
    }
  }
  const reached = new Set(order);
  return {
    entry(state) {
      const values = entries.get(state);
      if (!values) return reached.has(state) ? NONE : undefined;
      return {
        surely: (name) => has(values.surely, numbers.get(name)),
        maybe: (name) => has(values.maybe, numbers.get(name)),
      };
    },
    waysInto: (state) => waysIn.get(state) ?? [],
    missing: (state, name) => (waysIn.get(state) ?? []).filter((way) => !has(outOf(way, "surely"), numbers.get(name))),
  };
}

const NONE: Entry = { surely: () => false, maybe: () => false };

/** The numbers of the variables that each state, rule and catcher assigns. */
function givenBy({ assigned }: Scope, numbers: ReadonlyMap<string, number>): ReadonlyMap<ObjectNode, number[]> {
  const given = new Map<ObjectNode, number[]>();
  for (const [name, assignments] of assigned)
    for (const { part } of assignments) append(given, part.node, numbers.get(name) ?? 0);
  return given;
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Joins what comes by one more way; whether that changed anything. */
function merge(entries: Map<State, Values>, target: State, surely: Names, maybe: Names): boolean {
  const known = entries.get(target);
  if (!known) {
    entries.set(target, { surely: surely.slice(), maybe: maybe.slice() });
    return true;
  }
  let changed = false;
  for (let i = 0; i < surely.length; i++) {
    const [allBefore = 0, someBefore = 0] = [known.surely[i], known.maybe[i]];
    const [all, some] = [allBefore & (surely[i] ?? 0), someBefore | (maybe[i] ?? 0)];
    if (all >>> 0 === allBefore && some >>> 0 === someBefore) continue;
    known.surely[i] = all;
    known.maybe[i] = some;
    changed = true;
  }
  return changed;
}

function add(names: Names, number: number | undefined): void {
  if (number !== undefined) names[number >>> 5] = (names[number >>> 5] ?? 0) | (1 << (number & 31));
}

const has = (names: Names, number: number | undefined): boolean =>
  number !== undefined && ((names[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
