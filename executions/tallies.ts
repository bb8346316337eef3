import type { Strand, Visit, VisitStatus } from "./visit.ts";

/** What a state looks like over all its visits. */
export interface Tally {
  visits: number;
  /** Of each strand's last visit of the state how it stands, by how many there are. */
  readonly by: { [S in VisitStatus]: number };
  /** The visit that was entered last. */
  last: Visit;
  /** Items of a Map state: how many were started, and how those that have ended did. */
  started: number;
  readonly ended: { [S in VisitStatus]: number };
}

/** Sums over visits, kept up to date as the execution goes on: a change costs the same however many visits there were. */
export interface Tallies {
  readonly states: ReadonlyMap<string, Tally>;
  /** How often edges were taken. */
  readonly edges: ReadonlyMap<string, number>;
  enter(visit: Visit): void;
  change(visit: Visit, status: VisitStatus): void;
  take(edge: string): void;
  /** `replaced` is the strand of an earlier try for the same item. */
  startStrand(strand: Strand, replaced?: Strand): void;
  endStrand(strand: Strand, status: VisitStatus): void;
  /** Marks a state whose details changed. */
  touch(visit: Visit): void;
  /** The states and edges that changed since it was last asked. */
  changed(): { readonly states: ReadonlySet<string>; readonly edges: ReadonlySet<string> };
}

const none = (): { [S in VisitStatus]: number } => ({
  running: 0,
  waiting: 0,
  succeeded: 0,
  failed: 0,
  caught: 0,
  timedOut: 0,
  aborted: 0,
});

export function talliesOf(): Tallies {
  const states = new Map<string, Tally>();
  const edges = new Map<string, number>();
  let changedStates = new Set<string>();
  let changedEdges = new Set<string>();
  const tallyOf = ({ state }: Visit): Tally | undefined => {
    if (!state) return undefined;
    changedStates.add(state.path);
    return states.get(state.path);
  };
  return {
    states,
    edges,
    enter(visit) {
      if (!visit.state) return;
      const tally = tallyOf(visit) ?? { visits: 0, by: none(), last: visit, started: 0, ended: none() };
      states.set(visit.state.path, tally);
      const before = lastVisit(visit.strand, visit);
      if (before) {
        tally.by[before.status]--;
        tally.started = 0;
        Object.assign(tally.ended, none());
      }
      tally.by[visit.status]++;
      tally.visits++;
      tally.last = visit;
    },
    change(visit, status) {
      const tally = tallyOf(visit);
      if (!tally || !isLast(visit)) return;
      tally.by[visit.status]--;
      tally.by[status]++;
    },
    take(edge) {
      edges.set(edge, (edges.get(edge) ?? 0) + 1);
      changedEdges.add(edge);
    },
    startStrand({ parent, kind }, replaced) {
      const tally = parent && kind !== "branch" ? tallyOf(parent) : undefined;
      if (!tally) return;
      if (!replaced) tally.started++;
      else if (replaced.status !== "running") tally.ended[replaced.status]--;
    },
    endStrand({ parent, kind, status: before }, status) {
      const tally = parent && kind !== "branch" ? tallyOf(parent) : undefined;
      if (!tally) return;
      if (before !== "running") tally.ended[before]--;
      tally.ended[status]++;
    },
    touch: (visit) => void tallyOf(visit),
    changed() {
      const changed = { states: changedStates, edges: changedEdges };
      changedStates = new Set();
      changedEdges = new Set();
      return changed;
    },
  };
}

/** The visit of the same state in the same strand that came before. Loops are short, so it isn't far. */
function lastVisit({ visits }: Strand, { state, id }: Visit): Visit | undefined {
  for (let i = visits.length - 1; i >= 0; i--) {
    const visit = visits[i];
    if (visit && visit.state === state && visit.id < id) return visit;
  }
  return undefined;
}

/** Whether no later visit of the state is in the strand. */
function isLast({ strand: { visits }, state, id }: Visit): boolean {
  for (let i = visits.length - 1; i >= 0; i--) {
    const visit = visits[i];
    if (visit?.id === id) return true;
    if (visit?.state === state) return false;
  }
  return true;
}
