import {
  type EventLog,
  type Execution,
  eventsOf,
  type Frame,
  type Phase,
  type WayOut,
  waysOut,
} from "../engine/index.ts";
import {
  type Answers,
  type AnswerTo,
  answersAbout,
  createRecord,
  type EventSource,
  type ExecutionEvent,
  type ExecutionRecord,
  type Question,
  type Questions,
  type RunOverlay,
  type RunStatus,
  runStatusOf,
  type StateAnswer,
  type StateOverlay,
  stateOverlay,
} from "../executions/index.ts";
import type { StatePath } from "../language/index.ts";
import type { OverlayMessage, WholeOverlay } from "./protocol.ts";
import { standingAnswer, standingOverlay, standingValue, unhandledError } from "./standing-state.ts";

/** Follows an execution for the diagram: all that it shows is made of the history, as with recorded executions. */
export interface Overlay {
  /** Takes note of a frame before its next phase. */
  note(frame: Frame): void;
  /** Takes over what happened in a child execution that ran elsewhere, by its name; it shows when the execution knows its end. */
  adopt(name: string, startedAt: number, events: readonly ExecutionEvent[]): void;
  /** Forgets everything: the execution was taken to another moment. */
  reset(): void;
  /** Takes over so many events of the history at most; says whether that was all. */
  read(most: number): boolean;
  /** Where the debugger stands, before the next phase of a frame; undefined while the execution runs. */
  stand(frame: Frame | undefined): void;
  /** What changed since it was last asked, all of it at first and after a reset; undefined where nothing did. */
  changes(): OverlayMessage | undefined;
  whole(): WholeOverlay;
  readonly ask: Answers;
  /** The histories of child executions so far, and what started them. */
  readonly children: readonly ChildHistory[];
}

export interface ChildHistory {
  readonly source: EventSource;
  readonly parent: { readonly log: number; readonly entered: number };
  readonly index: number;
}

/** An overlay from within. */
interface Follower {
  readonly execution: Execution;
  readonly about: { readonly id: string; readonly isTimed: boolean };
  readonly ways: (frame: Frame, phase: Phase) => WayOut;
  record: ExecutionRecord;
  ask: Answers;
  logs: Map<EventLog, number>;
  children: ChildHistory[];
  /** What happened in child executions that ran elsewhere, by their names. */
  readonly elsewhere: Map<string, readonly ExecutionEvent[]>;
  /** Whether all of it has to be told anew. */
  isWhole: boolean;
  standing: Frame | undefined;
  /** The state that was told with what only the standing frame knows. */
  stoodAt: StatePath | undefined;
  /** The unhandled error that was told with it. */
  toldFailure: Frame["error"];
  told: { readonly status: RunStatus; readonly current: StatePath | undefined; readonly events: number } | undefined;
}

/** `isTimed` says whether the execution's clock tells how long things really take. */
export function createOverlay(id: string, execution: Execution, isTimed: boolean): Overlay {
  const about = { id, isTimed };
  const follower: Follower = {
    ...fresh(execution, about),
    execution,
    about,
    ways: waysByPhase(),
    elsewhere: new Map(),
    standing: undefined,
    stoodAt: undefined,
    toldFailure: undefined,
  };
  return {
    note: (frame) => note(follower, frame),
    adopt(name, startedAt, events) {
      // Each session has a clock of its own.
      const later = startedAt - (events[0]?.at ?? startedAt);
      follower.elsewhere.set(
        name,
        events.map((event) => ({ ...event, at: event.at + later })),
      );
    },
    reset: () => void Object.assign(follower, fresh(execution, about)),
    read: (most) => follower.record.read(most),
    stand(frame) {
      follower.standing = frame;
    },
    changes: () => changesOf(follower),
    whole: () => wholeOf(follower),
    ask(question) {
      follower.record.read();
      return answerTo(follower, question);
    },
    get children() {
      return follower.children;
    },
  };
}

function fresh(execution: Execution, about: Follower["about"]) {
  const record = createRecord(execution.program.machine.source, sourceOver(execution.log));
  return {
    record,
    ask: answersAbout(record, about),
    logs: new Map([[execution.log, 0]]),
    children: [],
    isWhole: true,
    told: undefined,
  };
}

/** A history of the engine, as it grows. */
export const sourceOver = (log: EventLog): EventSource => ({
  get length() {
    return log.length;
  },
  from: (index) => eventsOf(log, index),
});

function note(follower: Follower, frame: Frame): void {
  const { record, logs, ways } = follower;
  const { visit, strand } = frame;
  const phase = visit.state.phases[frame.phase];
  if (!phase || visit.state.isIteration) return;
  if (!logs.has(strand.log)) attach(follower, frame);
  if (phase.kind !== "Exit") return;
  const { kind, order } = ways(frame, phase);
  record.hint(logs.get(strand.log) ?? 0, visit.entered, `${visit.state.path}|${kind}|${order}`);
}

/** A child execution has a history of its own. */
function attach(follower: Follower, child: Frame): void {
  const { execution, record, logs, children } = follower;
  const { log } = child.strand;
  let frame: Frame | undefined = child;
  let { index } = child.strand;
  while (frame && frame.strand.log === log) {
    index = frame.strand.index;
    frame = frame.strand.parent === undefined ? undefined : execution.frames[frame.strand.parent];
  }
  const around = frame && logs.get(frame.strand.log);
  if (!frame || around === undefined) return;
  const source = sourceOfChild(follower, child.strand);
  const begun = { source, parent: { log: around, entered: frame.visit.entered }, index };
  logs.set(log, children.push(begun));
  record.attach(begun.source, begun.parent, index);
}

/** The history of a child execution: once it is over, what happened elsewhere stands for what is known of it here. */
function sourceOfChild({ elsewhere }: Follower, { log, execution }: Frame["strand"]): EventSource {
  const own = sourceOver(log);
  const told = (): readonly ExecutionEvent[] | undefined =>
    log.length > 1 ? elsewhere.get(execution?.name ?? "") : undefined;
  return {
    get length() {
      return told()?.length ?? own.length;
    },
    from: (index) => told()?.slice(index) ?? own.from(index),
  };
}

function changesOf(follower: Follower): OverlayMessage | undefined {
  const { about, record, told } = follower;
  record.read();
  const { edges, states: touched } = record.tallies.changed();
  const current = follower.standing?.visit.state.path;
  // What is shown of a state where it stands, or stood, isn't in its history alone.
  const failure = unhandledError(follower.execution, follower.standing);
  const isTold = current === follower.stoodAt && failure === follower.toldFailure;
  const stood = isTold ? [] : [current, follower.stoodAt];
  const states = new Set([...touched, ...stood.filter((path) => path !== undefined)]);
  follower.stoodAt = current;
  follower.toldFailure = failure;
  const now = { ...standing(follower), events: record.logs[0]?.length ?? 0 };
  const isSame = told?.status === now.status && told.current === current && told.events === now.events;
  if (isSame && states.size === 0 && edges.size === 0) return undefined;
  follower.told = { status: now.status, current, events: now.events };
  if (follower.isWhole) {
    follower.isWhole = false;
    return wholeOf(follower);
  }
  const { tallies } = record;
  const changed = [...states].flatMap((path) => {
    const tally = tallies.states.get(path);
    return tally ? [[path, shownState(follower, path, stateOverlay(tally, about))] as const] : [];
  });
  return {
    kind: "overlayChanged",
    run: about.id,
    ...now,
    ...failureOf(record),
    states: Object.fromEntries(changed),
    edges: Object.fromEntries([...edges].map((edge) => [edge, tallies.edges.get(edge) ?? 0])),
    current: current ?? null,
  };
}

function wholeOf(follower: Follower): WholeOverlay {
  follower.record.read();
  follower.stoodAt = follower.standing?.visit.state.path;
  follower.toldFailure = unhandledError(follower.execution, follower.standing);
  return { kind: "overlay", run: answerTo(follower, { what: "overlay" }) as RunOverlay };
}

function answerTo(follower: Follower, question: Question): AnswerTo<keyof Questions> {
  const { execution, standing: frame } = follower;
  if (question.what === "value" && question.visit < 0) return standingValue(execution, frame, question);
  const answer = follower.ask(question);
  if (question.what === "state") return standingAnswer(execution, frame, question, answer as StateAnswer | null);
  if (question.what !== "overlay") return answer;
  const run = answer as RunOverlay;
  const path = frame?.visit.state.path;
  const state = path === undefined ? undefined : run.states[path];
  const states = path !== undefined && state ? { [path]: shownState(follower, path, state) } : {};
  return { ...run, ...standing(follower), states: { ...run.states, ...states } };
}

const shownState = ({ execution, standing: frame }: Follower, path: string, state: StateOverlay): StateOverlay =>
  frame?.visit.state.path === path ? standingOverlay(execution, frame, state) : state;

function standing({ record, standing: frame }: Follower): { readonly status: RunStatus; readonly current?: StatePath } {
  const current = frame?.visit.state.path;
  const status = runStatusOf(record.root.status);
  const isPaused = status === "running" && current !== undefined;
  return { status: isPaused ? "paused" : status, ...(current !== undefined && { current }) };
}

function failureOf({ error, cause }: ExecutionRecord): { readonly error?: string; readonly cause?: string } {
  return {
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause: cause.slice(0, LONGEST_CAUSE) }),
  };
}

/** Causes may be as long as any value; here they are for a glance. */
const LONGEST_CAUSE = 1000;

/** The way out that a phase takes; states are looked at once. */
function waysByPhase(): (frame: Frame, phase: Phase) => WayOut {
  const known = new WeakMap<object, ReadonlyMap<Phase, WayOut>>();
  return ({ visit }, phase) => {
    const ways = known.get(visit.state) ?? waysOut(visit.state);
    known.set(visit.state, ways);
    return ways.get(phase) ?? { kind: "next", order: 0 };
  };
}
