import { isDeepStrictEqual } from "node:util";
import type { Frame, Phase, ProgramState } from "../../engine/index.ts";
import {
  createRecord,
  type ExecutionRecord,
  eventAt,
  type ReadHistory,
  sourceOf,
  type Visit,
} from "../../executions/index.ts";
import { isJsonObject, type Json, type StateMachine } from "../../language/index.ts";
import type { Driver, Invocation, Router } from "../../runtime/index.ts";
import { isKnown } from "./known.ts";
import { type Pairing, pairing } from "./pairing.ts";
import { createRecordedClock, type RecordedClock } from "./recorded-clock.ts";
import { recordedHandler } from "./recorded-handler.ts";
import { type RecordedTask, recordedTasks } from "./recorded-tasks.ts";

/** An execution that has happened, gone through once more. What the history tells holds; what is between is computed. */
export interface Replay {
  readonly history: ReadHistory;
  readonly record: ExecutionRecord;
  readonly tasks: ReadonlyMap<Visit, readonly RecordedTask[]>;
  readonly clock: RecordedClock;
  /** Answers tasks from the history; once it is live, as they are answered here. */
  router(live: Router): Router;
  /** Has to be told what it goes along with, before that starts. */
  accompany(driver: Driver): void;
  /** Takes over what the history tells at a moment; true where that put another frame in place. */
  amend(frame: Frame): boolean;
  /** The visit in the history that is the frame's. */
  visitOf(frame: Frame): Visit | undefined;
  /** Whether it has become an execution of its own, which the history doesn't tell of. */
  readonly isLive: boolean;
  /** Lets the execution go on by itself from here. */
  fork(): void;
  /** Ends the execution as it ended then, where it doesn't by itself. */
  end(): "ended" | "open";
}

/** A place where the definition doesn't give what the history tells. */
export interface Disagreement {
  readonly frame: Frame;
  readonly what: "input" | "arguments" | "output" | "variables" | "next" | "failure" | "way" | "beyond";
  readonly recorded: Json | undefined;
  readonly computed: Json | undefined;
}

export interface ReplayListener {
  disagrees(disagreement: Disagreement): void;
  /** A result that the history doesn't hold was needed. */
  misses(state: string): void;
}

export function createReplay(history: ReadHistory, machine: StateMachine, listener: ReplayListener): Replay {
  const { events } = history;
  const record = createRecord(machine, sourceOf(events));
  record.read();
  const tasks = recordedTasks(record, events);
  const clock = createRecordedClock(events.find(({ at }) => Number.isFinite(at))?.at ?? 0);
  const open: Invocation[] = [];
  let live = false;
  let liveRouter: Router | undefined;
  let company: { readonly driver: Driver; readonly pairs: Pairing } | undefined;
  const visitOf = (frame: Frame): Visit | undefined => company?.pairs.visitOf(frame);
  const handler = recordedHandler({
    ...{ clock, tasks },
    visitOf(id) {
      const frame = company?.driver.engine.execution.frames[id];
      return frame && visitOf(frame);
    },
    onOpen: (invocation) => void open.push(invocation),
    onUnknown: (state) => listener.misses(state),
  });
  return {
    ...{ history, record, tasks, clock, visitOf },
    router(given) {
      liveRouter = given;
      return { ...given, find: (invoke) => (live ? given.find(invoke) : { kind: "handler", handler }) };
    },
    accompany(driver) {
      company = { driver, pairs: pairing(driver.engine.execution, record) };
    },
    amend(frame) {
      if (live || !company || frame.visit.state.isIteration) return false;
      return amendAt({ ...company, ...{ record, tasks, clock, listener } }, frame);
    },
    get isLive() {
      return live;
    },
    fork() {
      live = true;
      clock.goLive();
      company?.driver.fork();
      for (const invocation of open.splice(0)) if (liveRouter) hand(invocation, liveRouter);
    },
    end() {
      const { status } = record.root;
      if (status !== "aborted" && status !== "timedOut") return "open";
      company?.driver.stop(record.error, record.cause);
      return "ended";
    },
  };
}

/** Hands a call to whoever answers it here. */
function hand(invocation: Invocation, { find }: Router): void {
  if (invocation.signal.aborted) return;
  const { resource, payload, call, frame } = invocation;
  const found = find({ kind: "invoke", id: 0, frame, resource, payload, call });
  if (found.kind === "handler") void found.handler.invoke(invocation);
}

/** What it takes to go along with an execution. */
interface Company {
  readonly driver: Driver;
  readonly pairs: Pairing;
  readonly record: ExecutionRecord;
  readonly tasks: ReadonlyMap<Visit, readonly RecordedTask[]>;
  readonly clock: RecordedClock;
  readonly listener: ReplayListener;
}

function amendAt(company: Company, frame: Frame): boolean {
  const phase = frame.visit.state.phases[frame.phase];
  const { pairs } = company;
  if (phase?.kind === "Enter") {
    pairs.enter(frame);
    return entering(company, frame);
  }
  const visit = pairs.visitOf(frame);
  if (!phase || visit?.name !== frame.visit.state.name) return false;
  if (phase.kind === "Work") checkArguments(company, frame, visit);
  if (frame.error && !hasFailed(company, visit)) return succeeding(company, frame, visit);
  if (phase.kind === "MapRun") return withoutChildren(company, frame, visit);
  return phase.kind === "Exit" && leaving(company, frame, phase, visit);
}

function entering({ driver, pairs, record, clock, listener }: Company, frame: Frame): boolean {
  const visit = pairs.visitOf(frame);
  const { state, input } = frame.visit;
  const event = visit && eventAt(record.logs[0], visit.entered);
  if (!event || visit.name !== state.name) {
    // A strand that isn't recorded at all is none of a disagreement: what was around it was told of.
    const strand = pairs.strandOf(frame);
    const isMissing = strand !== undefined && (visit !== undefined || strand.status !== "running");
    if (isMissing) {
      const what = visit ? "way" : "beyond";
      listener.disagrees({ frame, what, recorded: visit?.name, computed: state.name });
    }
    return false;
  }
  clock.reach(event.at);
  if (!isKnown(event, "input") || isDeepStrictEqual(event.details?.input, input)) return false;
  const recorded = event.details?.input ?? null;
  listener.disagrees({ frame, what: "input", recorded, computed: input });
  driver.replace({ ...frame, visit: { ...frame.visit, input: recorded }, data: recorded });
  return true;
}

function checkArguments({ tasks, listener }: Company, frame: Frame, visit: Visit): void {
  const tries = frame.retries.reduce((sum, count) => sum + count, 0);
  const event = tasks.get(visit)?.[tries]?.scheduled;
  if (!event) return;
  const field = event.details?.parameters === undefined ? "input" : "parameters";
  const recorded = event.details?.[field];
  if (recorded === undefined || !isKnown(event, field) || isDeepStrictEqual(recorded, frame.data)) return;
  listener.disagrees({ frame, what: "arguments", recorded, computed: frame.data });
}

function leaving({ driver, record, listener }: Company, frame: Frame, phase: Phase, visit: Visit): boolean {
  const other = otherWay(frame, phase, visit);
  if (other) {
    listener.disagrees({ frame, what: "next", recorded: other.recorded, computed: other.computed });
    driver.divert({ ...frame, phase: other.exit });
    return true;
  }
  const event = eventAt(record.logs[0], visit.exited);
  if (!event) return false;
  const { assignedVariables } = event.details ?? {};
  const output = isKnown(event, "output") ? (event.details?.output ?? null) : frame.data;
  const assigned = isJsonObject(assignedVariables) ? assignedVariables : frame.assigned;
  const isSame = isDeepStrictEqual(output, frame.data);
  const isAssigned = isDeepStrictEqual(assigned ?? {}, frame.assigned ?? {});
  if (isSame && isAssigned) return false;
  if (!isSame) listener.disagrees({ frame, what: "output", recorded: output, computed: frame.data });
  if (!isAssigned) listener.disagrees({ frame, what: "variables", recorded: assigned, computed: frame.assigned });
  driver.replace({ ...frame, data: output, assigned });
  return true;
}

const nextOf = (visit: Visit): Visit | undefined => visit.strand.visits[visit.strand.visits.indexOf(visit) + 1];

/** The way out to the state that came next in the history, where the definition takes another. */
function otherWay({ visit: { state } }: Frame, phase: Phase, visit: Visit) {
  const next = nextOf(visit)?.name;
  const computed = phase.kind === "Exit" && phase.to.kind === "state" ? phase.to.state.name : undefined;
  if (next === undefined || computed === undefined || computed === next) return undefined;
  const exit = exitTo(state, next);
  return exit < 0 ? undefined : { recorded: next, computed, exit };
}

const exitTo = ({ phases }: ProgramState, name: string | undefined): number =>
  phases.findIndex((phase) => phase.kind === "Exit" && phase.to.kind === "state" && phase.to.state.name === name);

/** Whether anything went wrong in a state then, also where it was tried again. */
function hasFailed({ tasks }: Company, visit: Visit): boolean {
  const isTaskFailed = tasks.get(visit)?.some(({ end }) => end !== undefined && end.kind !== "succeeded");
  return (
    visit.status !== "succeeded" ||
    isTaskFailed === true ||
    visit.strands?.some(({ status }) => status !== "succeeded") === true
  );
}

/** The state fails here, and didn't then: it is left as it was left. */
function succeeding({ driver, record, listener }: Company, frame: Frame, visit: Visit): boolean {
  const { phases } = frame.visit.state;
  const to = exitTo(frame.visit.state, nextOf(visit)?.name);
  const phase = to < 0 ? phases.findIndex(({ kind }) => kind === "Exit") : to;
  if (phase < 0) return false;
  listener.disagrees({ frame, what: "failure", recorded: undefined, computed: frame.error?.error });
  const output = eventAt(record.logs[0], visit.exited)?.details?.output;
  driver.divert({ ...frame, phase, data: output ?? frame.visit.input, error: undefined });
  return true;
}

/** A history tells nothing of the executions that a distributed Map starts: what became of all of them is taken over. */
function withoutChildren({ driver, record }: Company, frame: Frame, visit: Visit): boolean {
  const event = eventAt(record.logs[0], visit.exited);
  const { phases } = frame.visit.state;
  if (event && visit.error === undefined) {
    const exit = phases.findIndex(({ kind }) => kind === "Exit");
    const { output = null, assignedVariables } = event.details ?? {};
    const assigned = isJsonObject(assignedVariables) ? assignedVariables : frame.assigned;
    driver.divert({ ...frame, phase: exit, data: output, assigned });
    return true;
  }
  if (visit.error === undefined) return false;
  driver.fail(frame.id, { error: visit.error, ...(visit.cause !== undefined && { cause: visit.cause }) });
  return true;
}
