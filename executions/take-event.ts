import { edgeBetween, endEdge, startEdge } from "./edges.ts";
import { type CallEvent, callEventOf, type ExecutionEvent, stateTypeOf, textOf } from "./event.ts";
import { ownStrand, type Recording, setStatus, startStrand } from "./recording.ts";
import { isOpen, type Strand, type Visit, type VisitStatus, visitsWithin } from "./visit.ts";

/** An event of one of an execution's histories. */
interface Taken {
  readonly recording: Recording;
  readonly log: number;
  readonly event: ExecutionEvent;
  /** What the event is about that it hangs on. */
  readonly before: Visit | Strand | undefined;
}

/** Takes over what an event tells. Whatever a history may hold, nothing throws: what makes no sense is passed over. */
export function takeEvent(recording: Recording, log: number, event: ExecutionEvent): void {
  const places = recording.places[log];
  if (!places) return;
  const taken: Taken = { recording, log, event, before: places[event.previous] };
  places[event.id] = placeOf(taken) ?? taken.before ?? ownStrand(recording, log);
}

/** What an event is about, after it was taken over. */
function placeOf(taken: Taken): Visit | Strand | undefined {
  const { type } = taken.event;
  const stateType = stateTypeOf(type);
  if (stateType !== undefined) return stateEvents[type.slice(stateType.length + "State".length)]?.(taken, stateType);
  if (type.startsWith("MapIteration")) return iterationEvents[type.slice("MapIteration".length)]?.(taken);
  if (type.startsWith("MapRun")) return mapRun(taken);
  if (type === "EvaluationFailed") return evaluationFailed(taken);
  if (type.startsWith("Execution")) return endOrStart(taken);
  const call = callEventOf(type);
  return call && callEvents(taken, call);
}

const isVisit = (place: Visit | Strand | undefined): place is Visit => place !== undefined && "entered" in place;

/** The innermost visit around a place that fits, the place itself included. */
function around(place: Visit | Strand | undefined, fits: (visit: Visit) => boolean): Visit | undefined {
  let visit = isVisit(place) ? place : place?.parent;
  while (visit && !fits(visit)) visit = visit.strand.parent;
  return visit;
}

type StateEvent = (taken: Taken, stateType: string) => Visit | undefined;

const stateEvents: { readonly [end: string]: StateEvent } = {
  Entered: enter,
  Exited(taken, stateType) {
    const { recording, event, before } = taken;
    const name = textOf(event, "name");
    const fits = (it: Visit): boolean => it.type === stateType && it.exited === 0 && (!name || it.name === name);
    const visit = around(before, fits) ?? recording.visits.findLast(fits);
    if (!visit) return undefined;
    visit.exited = event.id;
    const isCaught = visit.error !== undefined || visit.failure > 0;
    setStatus(recording, visit, isCaught ? "caught" : "succeeded", event.at);
    leaveBy(
      recording,
      visit,
      recording.hints[taken.log]?.get(visit.entered) ?? (isCaught ? undefined : endEdge(visit)),
    );
    return visit;
  },
  Started(taken, stateType) {
    const { recording, event, before } = taken;
    const visit = around(before, (it) => it.type === stateType && isOpen(it) && !it.hasGivenUp);
    if (!visit) return undefined;
    const { length } = event.details ?? {};
    if (typeof length === "number") visit.items = length;
    begin(recording, visit);
    return visit;
  },
  Succeeded(taken, stateType) {
    const visit = around(taken.before, (it) => it.type === stateType && isOpen(it));
    for (const strand of currentStrands(visit)) if (strand.status === "running") endStrand(taken, strand, "succeeded");
    return visit;
  },
  Failed(taken, stateType) {
    const { event, before } = taken;
    const visit = around(before, (it) => it.type === stateType && isOpen(it) && !it.hasGivenUp);
    if (!visit) return undefined;
    failWithin(taken, visit, isVisit(before) ? before : undefined);
    noteFailure(visit, event);
    visit.hasGivenUp = true;
    return visit;
  },
  Aborted(taken, stateType) {
    const visit = abortedBeside(taken.before, stateType);
    // One that failed by itself ends this way too when the error leaves the state around it.
    if (visit && isOpen(visit)) {
      setStatus(taken.recording, visit, visit.failure > 0 ? failureOf(visit) : "aborted", taken.event.at);
    }
    return visit;
  },
};

/** The events of states that end because another one failed hang on that failure. */
function abortedBeside(before: Visit | Strand | undefined, type: string): Visit | undefined {
  const fits = (visit: Visit): boolean => visit.type === type && isOpen(visit);
  if (isVisit(before) && before.type === type) return before;
  for (let parent = around(before, (it) => it !== before); parent; parent = parent.strand.parent) {
    for (const strand of [...currentStrands(parent)].reverse()) {
      const isBeside = around(before, (it) => it.strand === strand) === undefined;
      const found = isBeside ? [...visitsWithin(strand)].find(fits) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

/** A state was entered: by a strand that goes on, or by one that begins. */
function enter(taken: Taken, type: string): Visit | undefined {
  const { recording, log, event } = taken;
  const name = textOf(event, "name");
  if (name === undefined) return undefined;
  const strand = strandEntering(taken, name);
  const last = strand.visits.at(-1);
  if (last && isOpen(last)) setStatus(recording, last, last.error === undefined ? "succeeded" : "caught", event.at);
  const { machine } = strand;
  const via = last ? (last.out ?? edgeBetween(last, name)) : machine && startEdge(machine);
  if (last) leaveBy(recording, last, via);
  else if (via !== undefined) recording.tallies.take(via);
  const visit: Visit = {
    id: recording.visits.length,
    name,
    type,
    state: machine?.states.get(name),
    strand,
    entered: event.id,
    exited: 0,
    since: event.at,
    until: Number.NaN,
    status: type === "Wait" ? "waiting" : type === "Fail" ? "failed" : "running",
    ...{ attempts: 0, scheduled: 0, result: 0, failure: 0 },
    ...{ error: undefined, cause: undefined, via, out: undefined, items: undefined, hasGivenUp: false },
    ...{ strands: undefined, byIndex: undefined },
  };
  if (type === "Fail") visit.until = event.at;
  recording.visits.push(visit);
  strand.visits.push(visit);
  recording.enteredAfter[log]?.set(event.previous, visit);
  recording.tallies.enter(visit);
  return visit;
}

/** Counts the edge by which a visit is left, once. */
function leaveBy({ tallies }: Recording, visit: Visit, edge: string | undefined): void {
  if (visit.out !== undefined || edge === undefined) return;
  visit.out = edge;
  tallies.take(edge);
}

function strandEntering(taken: Taken, name: string): Strand {
  const { recording, log, event, before } = taken;
  if (!before) return ownStrand(recording, log);
  if (!isVisit(before)) return before;
  const isForking = before.type === "Parallel" && before.exited === 0 && before.attempts > 0;
  if (isForking) return startBranch(recording, before, name, event.at);
  // Histories whose links were lost say at least what a state is called.
  for (let strand: Strand | undefined = before.strand; strand; strand = strand.parent?.strand) {
    if (!strand.machine || strand.machine.states.has(name)) return strand;
  }
  const fork = around(
    before,
    (it) => it.exited === 0 && it.state?.children.some(({ startAt }) => startAt?.name === name) === true,
  );
  if (fork?.type === "Parallel") return startBranch(recording, fork, name, event.at);
  const other = recording.strands.findLast(({ machine, status }) => status === "running" && machine?.states.has(name));
  return other ?? before.strand;
}

function startBranch(recording: Recording, parent: Visit, name: string, at: number): Strand {
  const { log } = parent.strand;
  const begun = new Set([...currentStrands(parent)].map(({ index }) => index));
  const machines = parent.state?.children ?? [];
  const index = machines.findIndex(({ startAt }, branch) => startAt?.name === name && !begun.has(branch));
  const found = index < 0 ? begun.size : index;
  return startStrand(recording, { parent, index: found, kind: "branch", log, machine: machines[found] }, at);
}

/** The strands of a visit's present try. */
function* currentStrands(visit: Visit | undefined): Generator<Strand> {
  for (let i = (visit?.strands?.length ?? 0) - 1; i >= 0; i--) {
    const strand = visit?.strands?.[i];
    if (!strand || strand.attempt !== Math.max(1, visit?.attempts ?? 1)) return;
    yield strand;
  }
}

/** A try of a state's work begins. */
function begin(recording: Recording, visit: Visit): void {
  visit.attempts++;
  visit.error = undefined;
  visit.cause = undefined;
  visit.failure = 0;
  visit.result = 0;
  recording.tallies.touch(visit);
  if (visit.status === "waiting") setStatus(recording, visit, "running", Number.NaN);
}

function noteFailure(visit: Visit, event: ExecutionEvent): void {
  visit.failure = event.id;
  visit.error = textOf(event, "error");
  visit.cause = textOf(event, "cause");
}

/** Something in a strand failed, and whatever runs beside it ends. */
function failWithin(taken: Taken, visit: Visit, failed: Visit | undefined): void {
  for (const strand of currentStrands(visit)) {
    if (strand.status !== "running") continue;
    const isCause = failed !== undefined && around(failed, (it) => it.strand === strand) !== undefined;
    endStrand(taken, strand, isCause ? "failed" : hasOpen(strand) ? "aborted" : "succeeded", failed);
  }
}

const hasOpen = ({ visits }: Strand): boolean => visits.some(isOpen);

function endStrand(taken: Taken, strand: Strand, status: VisitStatus, failed?: Visit): void {
  const { recording, event } = taken;
  for (const visit of visitsWithin(strand)) {
    if (visit.strand !== strand && isOpen(visit.strand)) setStrand(recording, visit.strand, status, event.at);
    if (visit === failed && status === "failed" && visit.error === undefined) {
      visit.error = textOf(event, "error");
      visit.cause = textOf(event, "cause");
    }
    if (!isOpen(visit)) continue;
    const isCause = failed !== undefined && around(failed, (it) => it === visit) !== undefined;
    const isOver = status === "succeeded" && visit.error === undefined;
    setStatus(recording, visit, isOver ? "succeeded" : isCause ? failureOf(visit) : "aborted", event.at);
  }
  setStrand(recording, strand, status, event.at);
}

function setStrand({ tallies }: Recording, strand: Strand, status: VisitStatus, at: number): void {
  tallies.endStrand(strand, status);
  strand.status = status;
  strand.until = at;
}

const failureOf = ({ error }: Visit): VisitStatus => (error === "States.Timeout" ? "timedOut" : "failed");

const iterationEvents: { readonly [end: string]: (taken: Taken) => Visit | Strand | undefined } = {
  Started(taken) {
    const { recording, event } = taken;
    const parent = mapAround(taken);
    if (!parent) return undefined;
    if (parent.attempts === 0) begin(recording, parent);
    const { log } = parent.strand;
    const start = {
      parent,
      index: indexIn(event),
      kind: "iteration",
      log,
      machine: parent.state?.children[0],
    } as const;
    return startStrand(recording, start, event.at);
  },
  Succeeded: (taken) => endIteration(taken, "succeeded"),
  Failed: (taken) => endIteration(taken, "failed"),
  Aborted: (taken) => endIteration(taken, "aborted"),
};

function endIteration(taken: Taken, status: VisitStatus): Strand | undefined {
  const { event, before } = taken;
  const parent = mapAround(taken);
  const index = indexIn(event);
  const strand = parent?.byIndex?.get(index);
  if (!strand) return undefined;
  const inner = isVisit(before) && around(before, (it) => it.strand === strand) ? before : strand.visits.at(-1);
  endStrand(taken, strand, status, status === "failed" ? inner : undefined);
  return strand;
}

function mapAround({ event, before }: Taken): Visit | undefined {
  const name = textOf(event, "name");
  return (
    around(before, (it) => it.type === "Map" && isOpen(it) && (!name || it.name === name)) ??
    around(before, (it) => it.type === "Map" && isOpen(it))
  );
}

const indexIn = ({ details }: ExecutionEvent): number => (typeof details?.index === "number" ? details.index : 0);

function mapRun(taken: Taken): Visit | undefined {
  const { recording, event, before } = taken;
  const visit = around(before, (it) => it.type === "Map" && isOpen(it));
  if (!visit) return undefined;
  if (event.type === "MapRunFailed") noteFailure(visit, event);
  recording.tallies.touch(visit);
  return visit;
}

function callEvents({ recording, event, before }: Taken, call: CallEvent): Visit | undefined {
  const visit = around(before, () => true);
  if (!visit) return undefined;
  if (call === "scheduled") {
    begin(recording, visit);
    visit.scheduled = event.id;
  } else if (call === "succeeded") visit.result = event.id;
  else if (call !== "other") {
    noteFailure(visit, event);
    // Until it is tried again, caught or given up.
    if (isOpen(visit)) setStatus(recording, visit, "waiting", Number.NaN);
  }
  recording.tallies.touch(visit);
  return visit;
}

/** The event hangs where the one of entering the state hangs, or on that one itself. */
function evaluationFailed(taken: Taken): Visit | undefined {
  const { recording, log, event, before } = taken;
  const name = textOf(event, "state");
  const fits = (visit: Visit): boolean => isOpen(visit) && (name === undefined || visit.name === name);
  const beside = namedBy(taken) ?? recording.enteredAfter[log]?.get(event.previous);
  const visit = beside && fits(beside) ? beside : around(before, fits);
  if (!visit) return undefined;
  // One that follows a failure tells of another try.
  visit.attempts = Math.max(1, visit.attempts + (visit.failure > 0 ? 1 : 0));
  noteFailure(visit, event);
  recording.tallies.touch(visit);
  return visit;
}

/** The statuses that executions end with. */
const endings: { readonly [type: string]: VisitStatus } = {
  ExecutionSucceeded: "succeeded",
  ExecutionFailed: "failed",
  ExecutionTimedOut: "timedOut",
  ExecutionAborted: "aborted",
};

function endOrStart(taken: Taken): Strand {
  const { recording, log, event, before } = taken;
  const strand = ownStrand(recording, log);
  const status = endings[event.type];
  if (!status) {
    strand.since = event.at;
    return strand;
  }
  const failed =
    status === "failed" ? (failedBy(taken) ?? (isVisit(before) ? before : strand.visits.at(-1))) : undefined;
  if (failed) blame(failed, event);
  endAll(taken, strand, status, failed);
  if (strand !== recording.root) return strand;
  recording.error = textOf(event, "error");
  recording.cause = textOf(event, "cause");
  return strand;
}

/** The state that a failure of the interpreter itself names, or one that was entered and never heard of again. */
function failedBy(taken: Taken): Visit | undefined {
  const { recording, log, event, before } = taken;
  const named = namedBy(taken);
  if (named && isOpen(named)) return named;
  const beside = recording.enteredAfter[log]?.get(event.previous);
  return beside && isOpen(beside) && !(isVisit(before) && before.error !== undefined) ? beside : undefined;
}

/** The visit that a cause names: failures of the interpreter itself tell where the state was entered. */
function namedBy({ recording, log, event }: Taken): Visit | undefined {
  const named = /\(entered at the event id #(\d+)\)/.exec(textOf(event, "cause") ?? "")?.[1];
  const place = named === undefined ? undefined : recording.places[log]?.[Number(named)];
  return isVisit(place) ? place : undefined;
}

function blame(visit: Visit, event: ExecutionEvent): void {
  visit.error ??= textOf(event, "error");
  visit.cause ??= textOf(event, "cause");
}

/** Nothing runs any more. */
function endAll(taken: Taken, strand: Strand, status: VisitStatus, failed: Visit | undefined): void {
  const { recording, event } = taken;
  for (const visit of visitsWithin(strand)) {
    if (visit.strand !== strand && isOpen(visit.strand)) {
      const isCause = failed !== undefined && around(failed, (it) => it.strand === visit.strand) !== undefined;
      setStrand(recording, visit.strand, isCause || status !== "failed" ? status : "aborted", event.at);
    }
    if (!isOpen(visit)) continue;
    const isCause = failed !== undefined && around(failed, (it) => it === visit) !== undefined;
    const left = isCause ? failureOf(visit) : status === "failed" ? "aborted" : status;
    setStatus(recording, visit, left, event.at);
  }
  if (strand === recording.root) strand.status = status;
  else setStrand(recording, strand, status, event.at);
  strand.until = event.at;
}
