import { matchesError, namesIn } from "./edges.ts";
import type { Progress, RunOverlay, RunStatus, StateOverlay } from "./protocol.ts";
import type { ExecutionRecord } from "./record.ts";
import { type Tally, talliesOf } from "./tallies.ts";
import { retriesOf, type Strand, type Visit, type VisitStatus, visitsWithin } from "./visit.ts";

/** What is said of an execution beside its history. */
export interface About {
  readonly id: string;
  /** Whether its clock tells how long things really took. */
  readonly isTimed: boolean;
}

/** How an execution went, whole; in an iteration or child execution where one is in focus. */
export function overlayOf(record: ExecutionRecord, about: About, focus?: Strand): RunOverlay {
  const states: { [path: string]: StateOverlay } = {};
  for (const [path, tally] of record.tallies.states) states[path] = stateOverlay(tally, about);
  const edges: { [edge: string]: number } = Object.fromEntries(record.tallies.edges);
  for (const strand of focusedStrands(focus)) replaceWithin(strand, states, edges, about);
  const { root, error, cause } = record;
  const duration = durationOf(root, about);
  return {
    id: about.id,
    status: runStatusOf(root.status),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause: cause.slice(0, LONGEST_CAUSE) }),
    ...{ states, edges, events: record.logs[0]?.length ?? 0 },
    ...(duration !== undefined && { duration }),
  };
}

/** Causes may be as long as any value; here they are for a glance. */
const LONGEST_CAUSE = 1000;

export const runStatusOf = (status: VisitStatus): RunStatus =>
  status === "waiting" || status === "caught" ? "running" : status;

/** The iterations and child executions around a strand and itself, outer ones first. */
function focusedStrands(focus: Strand | undefined): readonly Strand[] {
  const found: Strand[] = [];
  for (let strand = focus; strand; strand = strand.parent?.strand) {
    if (strand.kind === "iteration" || strand.kind === "child") found.unshift(strand);
  }
  return found;
}

/** Within the Map state of a strand nothing counts but what happened in the strand. */
function replaceWithin(
  strand: Strand,
  states: { [path: string]: StateOverlay },
  edges: { [edge: string]: number },
  about: About,
): void {
  const inside = `${strand.parent?.state?.path ?? ""}/`;
  for (const path of Object.keys(states)) if (path.startsWith(inside)) delete states[path];
  for (const edge of Object.keys(edges)) if (edge.startsWith(inside)) delete edges[edge];
  const own = talliesOf();
  for (const visit of [...visitsWithin(strand)].sort((a, b) => a.id - b.id)) {
    own.enter(visit);
    if (visit.via !== undefined && visit.strand.visits[0] === visit) own.take(visit.via);
    if (visit.out !== undefined) own.take(visit.out);
    for (const inner of visit.byIndex?.values() ?? []) {
      own.startStrand(inner);
      if (inner.status !== "running") own.endStrand({ ...inner, status: "running" }, inner.status);
    }
  }
  for (const [path, tally] of own.states) states[path] = stateOverlay(tally, about);
  for (const [edge, count] of own.edges) edges[edge] = count;
}

export function stateOverlay(tally: Tally, about: About): StateOverlay {
  const { last, visits } = tally;
  const status = statusOf(tally);
  const retries = retriesIn(last);
  const duration = visits === 1 || isSequential(tally) ? durationOf(last, about) : undefined;
  const progress = progressOf(last, tally.started, tally.ended);
  const isError = last.error !== undefined && last.status === status;
  return {
    status,
    visits,
    ...(retries && { retries }),
    ...(duration !== undefined && { duration }),
    ...(progress && { progress }),
    ...(isError && { error: last.error }),
  };
}

/** What of several strands a person wants to know first. */
const bySignificance: readonly VisitStatus[] = [
  "running",
  "waiting",
  "failed",
  "timedOut",
  "aborted",
  "caught",
  "succeeded",
];

const statusOf = ({ by }: Tally): VisitStatus => bySignificance.find((status) => by[status] > 0) ?? "succeeded";

/** Whether all visits are of one strand, one after the other. */
const isSequential = ({ by }: Tally): boolean => Object.values(by).reduce((sum, count) => sum + count, 0) === 1;

/** How often the work was tried again and how often at most, by the retrier that takes the error. */
export function retriesIn(visit: Visit): StateOverlay["retries"] {
  const done = retriesOf(visit);
  if (done === 0) return undefined;
  const retry = visit.state?.field("Retry");
  if (retry?.kind !== "array") return { done };
  for (const retrier of retry.items) {
    if (retrier.kind !== "object") continue;
    if (visit.error !== undefined && !matchesError(namesIn(retrier, "ErrorEquals"), visit.error)) continue;
    const most = retrier.members.find(({ key }) => key.value === "MaxAttempts")?.value;
    return { done, most: most?.kind === "literal" && typeof most.value === "number" ? most.value : DEFAULT_ATTEMPTS };
  }
  return { done };
}

/** Reference, section 8.3. */
const DEFAULT_ATTEMPTS = 3;

function progressOf({ type, items }: Visit, started: number, ended: Tally["ended"]): Progress | undefined {
  if (type !== "Map") return undefined;
  const { succeeded, failed, timedOut, aborted } = ended;
  const broken = failed + timedOut;
  const total = Math.max(items ?? 0, started);
  return { total, succeeded, failed: broken, aborted, running: Math.max(0, started - succeeded - broken - aborted) };
}

export function durationOf(
  { since, until }: { readonly since: number; readonly until: number },
  { isTimed }: About,
): number | undefined {
  const duration = until - since;
  return isTimed && Number.isFinite(duration) ? Math.max(0, duration) : undefined;
}
