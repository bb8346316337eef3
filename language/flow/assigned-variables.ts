import type { State, Transition } from "../model/index.ts";
import type { ObjectNode } from "../syntax/index.ts";
import { lazy } from "../text/index.ts";
import { inFlowOrder } from "./flow-order.ts";
import type { Scope } from "./scope.ts";

/** Which variables of a scope have a value when one of its states is entered. */
export interface AssignedVariables {
  /** On which paths to the state a variable is assigned; undefined for a state that no path from the start leads to. */
  onPaths(state: State, name: string): "all" | "some" | "none" | undefined;
  /** The ways into a state on which a variable isn't surely assigned. */
  missing(state: State, name: string): readonly Transition[];
  /** Every way into a state that some path from the start takes. */
  waysInto(state: State): readonly Transition[];
}

/** Sets of variables, one for each state: the bits of the variables' numbers, all sets in one list. */
type Sets = Int32Array;

/** What holds when each state is entered. */
interface Entered {
  readonly surely: Sets;
  readonly maybe: Sets;
}

/** A way from one state to another, by the places of their sets, with the numbers of what is added on it. */
interface Way {
  readonly transition: Transition;
  readonly from: number;
  readonly to: number;
  readonly added: readonly number[];
}

/**
 * Follows the transitions of a scope from its start: what reaches a state is what holds on all ways into it, or on some.
 * `tested` are the variables that a state asks for: on its ways out they count as assigned, since it may go on by the
 * answer. Sweeps over the states in the order of the flow until nothing changes: one sweep more than loops are nested.
 */
export function assignedVariables(scope: Scope, tested: ReadonlyMap<State, ReadonlySet<string>>): AssignedVariables {
  const numbers = new Map([...scope.assigned.keys()].map((name, index) => [name, index]));
  const order = inFlowOrder(scope.machine);
  const size = Math.ceil(numbers.size / 32);
  const indexes = new Map(order.map((state, index) => [state, index]));
  const ways = waysOf(order, indexes, size, addedBy(scope, tested, numbers));
  const entered = { surely: new Int32Array(order.length * size), maybe: new Int32Array(order.length * size) };
  // All that may be assigned is, until the first way comes to a state.
  entered.surely.fill(-1, size);
  if (size > 0) while (sweep(ways, entered, size));
  const waysInto = lazy(() => byTarget(ways));
  const into = (state: State): readonly Way[] => waysInto().get(state) ?? NO_WAYS;
  const leads = ({ from, added }: Way, number: number | undefined): boolean =>
    number !== undefined && (added.includes(number) || has(entered.surely, from, number));
  return {
    onPaths(state, name) {
      const index = indexes.get(state);
      if (index === undefined) return undefined;
      const number = numbers.get(name);
      if (has(entered.surely, index * size, number)) return "all";
      return has(entered.maybe, index * size, number) ? "some" : "none";
    },
    waysInto: (state) => into(state).map(({ transition }) => transition),
    missing: (state, name) => into(state).flatMap((way) => (leads(way, numbers.get(name)) ? [] : [way.transition])),
  };
}

const NO_WAYS: readonly Way[] = [];

const NOTHING: readonly number[] = [];

/** The numbers of the variables that are assigned on a way, or count as assigned. */
function addedBy(
  { assigned }: Scope,
  tested: ReadonlyMap<State, ReadonlySet<string>>,
  numbers: ReadonlyMap<string, number>,
): (way: Transition) => readonly number[] {
  const given = new Map<ObjectNode, number[]>();
  let number = 0;
  for (const assignments of assigned.values()) {
    for (const { part } of assignments) append(given, part.node, number);
    number++;
  }
  return ({ from, source }) => {
    const own = given.get(source) ?? NOTHING;
    const asked = tested.get(from);
    return asked ? [...own, ...[...asked].flatMap((name) => numbers.get(name) ?? [])] : own;
  };
}

function waysOf(
  order: readonly State[],
  indexes: ReadonlyMap<State, number>,
  size: number,
  added: (way: Transition) => readonly number[],
): readonly Way[] {
  const found: Way[] = [];
  for (const [index, { transitions }] of order.entries()) {
    for (const transition of transitions) {
      const to = transition.target && indexes.get(transition.target);
      if (to !== undefined) found.push({ transition, from: index * size, to: to * size, added: added(transition) });
    }
  }
  return found;
}

function byTarget(ways: readonly Way[]): ReadonlyMap<State, readonly Way[]> {
  const found = new Map<State, Way[]>();
  for (const way of ways) if (way.transition.target) append(found, way.transition.target, way);
  return found;
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Hands on what holds, by each way once; whether that changed anything. */
function sweep(ways: readonly Way[], { surely, maybe }: Entered, size: number): boolean {
  const gained = new Int32Array(size);
  let changed = false;
  for (const { from, to, added } of ways) {
    for (const number of added) add(gained, number);
    for (let i = 0; i < size; i++) {
      const gain = gained[i] ?? 0;
      const allBefore = surely[to + i] ?? 0;
      const someBefore = maybe[to + i] ?? 0;
      const all = allBefore & ((surely[from + i] ?? 0) | gain);
      const some = someBefore | (maybe[from + i] ?? 0) | gain;
      if (all === allBefore && some === someBefore) continue;
      surely[to + i] = all;
      maybe[to + i] = some;
      changed = true;
    }
    for (const number of added) gained[number >>> 5] = 0;
  }
  return changed;
}

function add(names: Int32Array, number: number): void {
  names[number >>> 5] = (names[number >>> 5] ?? 0) | (1 << (number & 31));
}

/** Whether the set that begins at a place has a variable's number. */
const has = (sets: Sets, place: number, number: number | undefined): boolean =>
  number !== undefined && ((sets[place + (number >>> 5)] ?? 0) & (1 << (number & 31))) !== 0;
