import { type Execution, type ExecutionStatus, type Frame, type Phase, type WayOut, waysOut } from "../engine/index.ts";
import { type Json, jsonText, type StatePath } from "../language/index.ts";
import { preview } from "./preview.ts";
import type { OverlayMessage, RunOverlay, RunStatus, StateOverlay, ValueArguments, WholeOverlay } from "./protocol.ts";

/** Follows an execution for the diagram. */
export interface Overlay {
  /** Takes note of a frame before its next phase; each moment counts once. */
  note(frame: Frame): void;
  /** Forgets everything: the execution was taken to another moment. */
  reset(): void;
  /** Says that a frame took the place of another at the same moment. */
  replaced(frame: Frame): void;
  /** Where the debugger stands; undefined while the execution runs. */
  stand(path: StatePath | undefined): void;
  /** What changed since it was last asked, all of it at first and after a reset; undefined where nothing did. */
  changes(): OverlayMessage | undefined;
  whole(): WholeOverlay;
  /** A value in full, as JSON text. */
  valueOf(wanted: ValueArguments): string | undefined;
}

/** A preview has so many characters at most. */
const PREVIEW = 4096;

/** What happened in a state so far. */
interface StateRecord {
  visits: number;
  /** Strands that are in it. */
  readonly inside: Set<number>;
  /** How the last strand left it. */
  left: "succeeded" | "failed" | "caught" | "aborted";
  input: Json;
  output: Json | undefined;
  error: string | undefined;
  cause: string | undefined;
  /** As it was last told. */
  shown: StateOverlay | undefined;
}

export function createOverlay(id: string, execution: Execution): Overlay {
  const recorder: Recorder = {
    id,
    execution,
    states: new Map(),
    edges: new Map(),
    changedStates: new Set(),
    changedEdges: new Set(),
    moments: new Map(),
    ways: waysByPhase(),
    isWhole: true,
    current: undefined,
    told: undefined,
  };
  return {
    note: (frame) => note(recorder, frame),
    reset() {
      const { states, edges, moments, changedStates, changedEdges } = recorder;
      for (const kept of [states, edges, moments, changedStates, changedEdges]) kept.clear();
      recorder.isWhole = true;
    },
    replaced: (frame) => replaced(recorder, frame),
    stand(path) {
      recorder.current = path;
    },
    changes: () => changesOf(recorder),
    whole: () => wholeOf(recorder),
    valueOf({ path, field }) {
      const value = recorder.states.get(path as StatePath)?.[field];
      if (value === undefined) return undefined;
      return field === "cause" ? String(value) : jsonText(value);
    },
  };
}

/** An overlay from within. */
interface Recorder {
  readonly id: string;
  readonly execution: Execution;
  readonly states: Map<StatePath, StateRecord>;
  readonly edges: Map<string, number>;
  readonly changedStates: Set<StatePath>;
  readonly changedEdges: Set<string>;
  /** The last moment of each strand. */
  readonly moments: Map<number, Frame>;
  readonly ways: (frame: Frame, phase: Phase) => WayOut;
  /** Whether all of it has to be told anew. */
  isWhole: boolean;
  current: StatePath | undefined;
  told: { readonly status: RunStatus; readonly current: StatePath | undefined } | undefined;
}

function note(recorder: Recorder, frame: Frame): void {
  const phase = frame.visit.state.phases[frame.phase];
  if (!phase || !shownPhases.has(phase.kind) || frame.visit.state.isIteration) return;
  const { moments, states, changedStates } = recorder;
  const before = moments.get(frame.id);
  if (before === frame) return;
  moments.set(frame.id, frame);
  if (!before && phase.kind === "Enter") take(recorder, `${frame.strand.machine.source.path}#start|start|0`);
  const { path } = frame.visit.state;
  const state = states.get(path) ?? emptyRecord();
  states.set(path, state);
  changedStates.add(path);
  recordPhase(state, frame, phase);
  if (phase.kind !== "Exit") return;
  const way = recorder.ways(frame, phase);
  state.left = way.kind === "catch" ? "caught" : "succeeded";
  take(recorder, `${path}|${way.kind}|${way.order}`);
}

function take({ edges, changedEdges }: Recorder, edge: string): void {
  edges.set(edge, (edges.get(edge) ?? 0) + 1);
  changedEdges.add(edge);
}

function replaced({ moments, states }: Recorder, frame: Frame): void {
  if (moments.has(frame.id)) moments.set(frame.id, frame);
  const state = states.get(frame.visit.state.path);
  if (state) state.input = frame.visit.input;
}

function changesOf(recorder: Recorder): OverlayMessage | undefined {
  const { id, execution, changedEdges, edges, current, told } = recorder;
  const states = changedOverlays(recorder);
  const taken = Object.fromEntries([...changedEdges].map((edge) => [edge, edges.get(edge) ?? 0]));
  changedEdges.clear();
  const status = runStatus(execution, current);
  const isSame = told?.status === status && told.current === current;
  if (isSame && Object.keys(states).length === 0 && Object.keys(taken).length === 0) return undefined;
  recorder.told = { status, current };
  if (recorder.isWhole) {
    recorder.isWhole = false;
    return wholeOf(recorder);
  }
  return {
    kind: "overlayChanged",
    run: id,
    status,
    ...failureOf(execution),
    states,
    edges: taken,
    current: current ?? null,
  };
}

/** Previews are made here, not at each step: most of them nobody ever sees. */
function changedOverlays({ states, changedStates, execution }: Recorder): { readonly [path: string]: StateOverlay } {
  const found: { [path: string]: StateOverlay } = {};
  for (const [path, state] of states) {
    if (state.inside.size === 0 && !changedStates.has(path)) continue;
    const next = overlayOf(state, execution);
    if (!changedStates.has(path) && next.status === state.shown?.status) continue;
    state.shown = next;
    found[path] = next;
  }
  changedStates.clear();
  return found;
}

function wholeOf({ id, execution, states, edges, current }: Recorder): WholeOverlay {
  const shown = [...states].map(([path, state]) => [path, overlayOf(state, execution)] as const);
  const run: RunOverlay = {
    id,
    status: runStatus(execution, current),
    ...failureOf(execution),
    states: Object.fromEntries(shown),
    edges: Object.fromEntries(edges),
    ...(current !== undefined && { current }),
  };
  return { kind: "overlay", run };
}

/** Phases that show in a diagram. */
const shownPhases: ReadonlySet<Phase["kind"]> = new Set(["Enter", "Exit", "Retry", "Catch", "Throw"]);

const emptyRecord = (): StateRecord => ({
  visits: 0,
  inside: new Set(),
  left: "succeeded",
  input: null,
  output: undefined,
  error: undefined,
  cause: undefined,
  shown: undefined,
});

function recordPhase(state: StateRecord, { id, visit, data, error }: Frame, phase: Phase): void {
  if (phase.kind === "Enter") {
    state.visits++;
    state.inside.add(id);
    state.input = visit.input;
    state.output = undefined;
    state.error = undefined;
    state.cause = undefined;
    return;
  }
  state.error = error?.error;
  state.cause = error?.cause;
  if (phase.kind === "Exit") state.output = data;
  if (phase.kind === "Throw") state.left = "failed";
  if (phase.kind === "Exit" || phase.kind === "Throw") state.inside.delete(id);
}

function overlayOf(state: StateRecord, execution: Execution): StateOverlay {
  const { visits, input, output, error, cause } = state;
  return {
    status: statusOf(state, execution),
    visits,
    input: preview(input, PREVIEW),
    ...(output !== undefined && { output: preview(output, PREVIEW) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause: cause.slice(0, PREVIEW) }),
  };
}

function statusOf(state: StateRecord, { frames }: Execution): StateOverlay["status"] {
  let isWaiting = false;
  for (const id of state.inside) {
    const frame = frames[id];
    if (frame?.waiting?.on === "timer") isWaiting = true;
    else if (frame) return "running";
    else {
      // A strand that vanished without leaving its state was ended from outside.
      state.inside.delete(id);
      state.left = "aborted";
    }
  }
  return isWaiting ? "waiting" : state.left;
}

const statuses: { readonly [S in ExecutionStatus]: RunStatus } = {
  RUNNING: "running",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  TIMED_OUT: "timedOut",
  ABORTED: "aborted",
};

function runStatus({ state }: Execution, current: StatePath | undefined): RunStatus {
  return state.status === "RUNNING" && current !== undefined ? "paused" : statuses[state.status];
}

function failureOf({ state }: Execution): { readonly error?: string; readonly cause?: string } {
  const { error, cause } = state.error ?? {};
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause: cause.slice(0, PREVIEW) }) };
}

/** The way out that a phase takes; states are looked at once. */
function waysByPhase(): (frame: Frame, phase: Phase) => WayOut {
  const known = new WeakMap<object, ReadonlyMap<Phase, WayOut>>();
  return ({ visit }, phase) => {
    const ways = known.get(visit.state) ?? waysOut(visit.state);
    known.set(visit.state, ways);
    return ways.get(phase) ?? { kind: "next", order: 0 };
  };
}
