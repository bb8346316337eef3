import type { StateMachine } from "../language/index.ts";
import type { Tallies } from "./tallies.ts";
import type { Strand, Visit, VisitStatus } from "./visit.ts";

/** A record from within. */
export interface Recording {
  readonly machine: StateMachine | undefined;
  readonly visits: Visit[];
  readonly strands: Strand[];
  readonly root: Strand;
  readonly tallies: Tallies;
  readonly places: (Visit | Strand | undefined)[][];
  /** The last visit whose event of entering hangs on an event, by log and event. */
  readonly enteredAfter: Map<number, Visit>[];
  readonly hints: Map<number, string>[];
  /** The strand of each history. */
  readonly owners: Strand[];
  error: string | undefined;
  cause: string | undefined;
}

type StrandStart = Pick<Strand, "id" | "parent" | "index" | "kind" | "machine" | "log" | "attempt">;

/** A strand that nothing has happened in yet. */
export function newStrand(start: StrandStart, since: number): Strand {
  return { ...start, since, until: Number.NaN, status: "running", visits: [] };
}

/** Begins a branch, an iteration or a child execution of a visit. */
export function startStrand(
  { strands, tallies }: Recording,
  start: Omit<StrandStart, "id" | "attempt" | "parent"> & { readonly parent: Visit },
  since: number,
): Strand {
  const { parent } = start;
  const strand = newStrand({ ...start, id: strands.length, attempt: Math.max(1, parent.attempts) }, since);
  strands.push(strand);
  parent.strands ??= [];
  parent.strands.push(strand);
  parent.byIndex ??= new Map();
  tallies.startStrand(strand, parent.byIndex.get(strand.index));
  parent.byIndex.set(strand.index, strand);
  return strand;
}

/** The strand of a child execution's own history. */
export const ownStrand = ({ owners, root }: Recording, log: number): Strand => owners[log] ?? root;

/** Says how a visit stands; `at` is when it changed. */
export function setStatus({ tallies }: Recording, visit: Visit, status: VisitStatus, at: number): void {
  const isLeft = status !== "running" && status !== "waiting";
  tallies.change(visit, status);
  visit.status = status;
  visit.until = isLeft ? at : Number.NaN;
}
