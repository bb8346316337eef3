import type { State, StateMachine } from "../language/index.ts";

/** How a visit of a state, or a whole strand, stands or ended. */
export type VisitStatus = "running" | "waiting" | "succeeded" | "failed" | "caught" | "timedOut" | "aborted";

/** One stay of an execution in a state. */
export interface Visit {
  /** Its index among all visits of the execution, in the order in which states were entered. */
  readonly id: number;
  readonly name: string;
  /** `Task`, as the event of entering says. */
  readonly type: string;
  /** Undefined where the definition has no such state. */
  readonly state: State | undefined;
  readonly strand: Strand;
  /** The ids of the events of entering and leaving, the latter 0 until then. */
  readonly entered: number;
  exited: number;
  /** Epoch milliseconds; NaN where the history doesn't tell. */
  readonly since: number;
  until: number;
  status: VisitStatus;
  /** How often its work was begun. */
  attempts: number;
  /** The ids of the last events that told of the call's arguments, its result and its failure; 0 for none. */
  scheduled: number;
  result: number;
  failure: number;
  /** Whether no further try of a Parallel or Map state comes. */
  hasGivenUp: boolean;
  error: string | undefined;
  cause: string | undefined;
  /** The edge by which it was entered, and the one by which it was left where that is known. */
  readonly via: string | undefined;
  out: string | undefined;
  /** What runs inside of a Parallel or Map state, in the order of starting. */
  strands: Strand[] | undefined;
  /** The last strand of each branch or item. */
  byIndex: Map<number, Strand> | undefined;
  /** How many items a Map state said that it has. */
  items: number | undefined;
}

/** The execution itself, a branch, an iteration, or a child execution of a distributed Map. */
export interface Strand {
  /** Its index among all strands of the execution. */
  readonly id: number;
  /** The visit of the Parallel or Map state around it. */
  readonly parent: Visit | undefined;
  /** The index of the branch or of the item. */
  readonly index: number;
  readonly kind: "execution" | "branch" | "iteration" | "child";
  readonly machine: StateMachine | undefined;
  /** Which history its events are in: 0 is the execution's own. */
  readonly log: number;
  /** Which try of the state around it this belongs to, from 1. */
  readonly attempt: number;
  since: number;
  until: number;
  status: VisitStatus;
  readonly visits: Visit[];
}

export const isOpen = ({ status }: { readonly status: VisitStatus }): boolean =>
  status === "running" || status === "waiting";

/** How many tries of a state's work there were beyond the first one. */
export const retriesOf = ({ attempts }: Visit): number => Math.max(0, attempts - 1);

/** All visits in a strand and in the strands within it, in no particular order. Iterative. */
export function* visitsWithin(strand: Strand): Generator<Visit> {
  const pending = [strand];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const visit of next.visits) {
      yield visit;
      if (visit.strands) pending.push(...visit.strands);
    }
  }
}

/** Whether a strand is another one or lies within it. */
export function isWithin(strand: Strand, around: Strand): boolean {
  for (let at: Strand | undefined = strand; at; at = at.parent?.strand) if (at === around) return true;
  return false;
}
