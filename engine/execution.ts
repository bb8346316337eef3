import type { HashAlgorithm, Json, JsonObject, StatePath, TimeLimit } from "../language/index.ts";
import type { Effect, EffectRequest } from "./effect.ts";
import { type EndedStrands, endedStrand, type ReadonlyEndedStrands, setEnded } from "./ended-strands.ts";
import { append, appendNamed, createLog, type EventLog, truncate } from "./event-log.ts";
import type { ChildExecution, Draft, Ended, Frame } from "./frame.ts";
import type { EventDetails, EventType } from "./history.ts";
import { clear, createLine, type Line, queue } from "./line.ts";
import { allNumbered, type Numbered, type ReadonlyNumbered, setNumbered } from "./numbered.ts";
import type { Program } from "./program.ts";
import type { StatesError } from "./states-error.ts";

export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** How an execution stands: its status and, at its end, what it gave. */
export interface ExecutionState {
  readonly status: ExecutionStatus;
  readonly output?: Json;
  readonly error?: StatesError;
}

/** An execution as others see it. Frames and events are immutable; the collections grow and shrink in place. */
export interface Execution {
  readonly program: Program;
  readonly options: ExecutionOptions;
  /** When it started, in epoch milliseconds. */
  readonly startedAt: number;
  readonly state: ExecutionState;
  readonly frames: ReadonlyNumbered<Frame>;
  /** Strands that have come to their end and are not gathered yet, by the numbers of their frames. */
  readonly ended: ReadonlyEndedStrands;
  /** How often each Task state was called. */
  readonly invocations: ReadonlyMap<StatePath, number>;
  /** Its history. */
  readonly log: EventLog;
  /** How many moves and answers made it what it is; `restore` takes such a number. */
  readonly moment: number;
}

/** What an execution is told at its start. */
export interface ExecutionOptions {
  readonly input: { readonly text: string; readonly value: Json };
  /** Everything random comes from it: the same seed and answers give the same history. */
  readonly seed: number;
  readonly type: "STANDARD" | "EXPRESS";
  /** Set for EXPRESS executions whose end nobody waits for: StartExecution began them, not StartSyncExecution. */
  readonly isAsynchronous?: boolean;
  /** Whether the service's quotas hold: sizes of values, length of the history. */
  readonly limits: "aws" | "none";
  /** Whether earlier moments can be restored; it costs memory for every move. */
  readonly restorable: boolean;
  readonly names: ExecutionNames;
  /** Set where a state is tested by itself: errors don't name it then. Reference, section 11.3. */
  readonly test?: StateTest;
  /** Where it begins, if not at its beginning. */
  readonly beginning?: Beginning;
  /** Whether somebody may run child executions of its distributed Maps elsewhere: each of them is asked for. */
  readonly asksForChildren?: boolean;
  /** The moment in epoch milliseconds whose service is followed: today's unless given. */
  readonly asOf?: number;
  /** Digests come from outside: the engine has no cryptography of its own. */
  readonly hash: (algorithm: HashAlgorithm, text: string) => string;
  /** Begins the time that the patterns of one path may search: the engine has no clock of its own. */
  readonly timeLimit: () => TimeLimit;
}

/** An execution of the end of a machine: it begins as if what comes before had happened. */
export interface Beginning {
  /** A state of the machine itself; where the machine starts unless given. */
  readonly state?: StatePath;
  /** Whether it ends where that state is left, whatever comes after it. */
  readonly oneState?: boolean;
  readonly variables?: JsonObject;
  /** What the context object says besides, or instead of what it would say. */
  readonly context?: JsonObject;
  /** Set where it is the child execution of an item that another execution has. */
  readonly child?: ChildExecution;
  /** How often each task counts as called before: by the items before it, which other executions have. */
  readonly calls?: number;
}

/** How a state is tested by itself. */
export interface StateTest {
  /** The whole context object, instead of one that tells of the execution. */
  readonly context?: JsonObject;
}

/** What the context object says about the execution and its machine. */
export interface ExecutionNames {
  readonly region: string;
  readonly account: string;
  readonly stateMachine: string;
  readonly execution: string;
  /** Null where nobody named a role. */
  readonly roleArn: string | null;
}

/** The execution from within. Only the functions of this file change it. */
export interface World extends Execution {
  state: ExecutionState;
  readonly frames: Numbered<Frame>;
  readonly ended: EndedStrands;
  moment: number;
  readonly line: Line;
  readonly effects: Effect[];
  readonly counters: Counters;
  readonly invocations: Map<StatePath, number>;
  readonly journal: JournalEntry[];
  startedAt: number;
}

interface Counters {
  frame: number;
  effect: number;
  turn: number;
  random: number;
}

/**
 * What a step replaced, so that it can be undone. There is one for each step, by the hundred thousand: lists are made for
 * what is there only, and numbers lie in the entry itself.
 */
interface JournalEntry extends Readonly<Counters> {
  readonly state: ExecutionState;
  readonly length: number;
  /** The number of the first frame that was replaced, 0 for none, and what it was; undefined where it did not exist. */
  id: number;
  before: Frame | undefined;
  /** The same for further ones, in pairs. */
  frames: (number | Frame | undefined)[] | undefined;
  /** The same for what is left of ended strands. */
  ended: (number | Ended | undefined)[] | undefined;
  invocations: (StatePath | number)[] | undefined;
  /** Pairs of a child execution's history and its length. */
  logs: (EventLog | number)[] | undefined;
}

export function createWorld(program: Program, options: ExecutionOptions): World {
  return {
    program,
    options,
    state: { status: "RUNNING" },
    frames: [],
    ended: { outputs: [], others: [] },
    log: createLog(),
    moment: 0,
    line: createLine(),
    effects: [],
    counters: { frame: 0, effect: 0, turn: 0, random: options.seed | 0 },
    invocations: new Map(),
    journal: [],
    startedAt: 0,
  };
}

/** Begins a step: what follows counts as one moment. */
export function beginStep(world: World): void {
  world.moment++;
  if (!world.options.restorable) return;
  const { state, counters, log } = world;
  world.journal.push({
    state,
    length: log.length,
    frame: counters.frame,
    effect: counters.effect,
    turn: counters.turn,
    random: counters.random,
    id: 0,
    before: undefined,
    frames: undefined,
    ended: undefined,
    invocations: undefined,
    logs: undefined,
  });
}

/**
 * Puts a frame in place of the one with its number; one that can move, and could not before, goes to the end of the line.
 * The frame must be one that was made for it: it is told its turn.
 */
export function put(world: World, frame: Draft): void {
  const { frames, line } = world;
  const { id } = frame;
  note(world, id);
  const before = frames[id];
  setNumbered(frames, id, frame);
  if (frame.waiting) return;
  if (before && !before.waiting && frame.turn !== turnOver) frame.turn = before.turn;
  else {
    frame.turn = count(world, "turn");
    queue(line, frame);
  }
}

export function remove(world: World, id: number): void {
  note(world, id);
  setNumbered(world.frames, id, undefined);
}

/** Removes the frame of a strand that has come to its end; what is left of it stays until it is forgotten. */
export function end(world: World, id: number, ended: Ended): void {
  remove(world, id);
  noteEnded(world, id);
  setEnded(world.ended, id, ended);
}

export function forget(world: World, id: number): void {
  const { outputs, others } = world.ended;
  if (outputs[id] === undefined && others[id] === undefined) return;
  noteEnded(world, id);
  setEnded(world.ended, id, undefined);
}

/** What the present step replaced so far; undefined where nothing is to be undone. (An index of -1 would be slow.) */
const presentEntry = ({ journal }: World): JournalEntry | undefined =>
  journal.length > 0 ? journal[journal.length - 1] : undefined;

function note(world: World, id: number): void {
  const { frames } = world;
  const entry = presentEntry(world);
  if (!entry) return;
  if (entry.id === 0) {
    entry.id = id;
    entry.before = frames[id];
  } else if (entry.frames) entry.frames.push(id, frames[id]);
  else entry.frames = [id, frames[id]];
}

function noteEnded(world: World, id: number): void {
  const { ended } = world;
  const entry = presentEntry(world);
  if (!entry) return;
  if (entry.ended) entry.ended.push(id, endedStrand(ended, id));
  else entry.ended = [id, endedStrand(ended, id)];
}

/** The turn of a frame that is to go to the end of the line when it is put back. Turns count from 1. */
export const turnOver = 0;

/** The next number of a kind. */
export function count(world: World, kind: "frame" | "effect" | "turn", by = 1): number {
  const first = world.counters[kind] + 1;
  world.counters[kind] += by;
  return first;
}

/** How often a Task state was invoked before, in the whole execution; counts this time. */
export function countInvocation(world: World, path: StatePath): number {
  const before = world.invocations.get(path) ?? world.options.beginning?.calls ?? 0;
  const entry = presentEntry(world);
  if (entry) entry.invocations = [...(entry.invocations ?? []), path, before];
  world.invocations.set(path, before + 1);
  return before;
}

/** Asks the world around for something; the number tells the answer. */
export function request(world: World, frame: number, effect: EffectRequest): number {
  const id = count(world, "effect");
  world.effects.push({ ...effect, id, frame } as Effect);
  return id;
}

/** How many events the service keeps of an execution: the last one tells that it is full. Reference, section 12. */
const MAX_EVENTS = 25_000;

/**
 * An EXPRESS execution may write as many events as it can within its five minutes. One that runs in circles takes none of
 * the clock's time: it has had them when it has written so many.
 */
const MAX_EXPRESS_EVENTS = 1_000_000;

/**
 * Writes an event behind `previous` into a history and gives its id. After the end of the execution nothing is written.
 * A history that is full ends the execution, or the child execution that it belongs to (`isFull`).
 */
export function emit(
  world: World,
  log: EventLog,
  now: number,
  previous: number,
  type: EventType,
  details?: EventDetails,
): number {
  const id = log.length + 1;
  if (hasRoom(world, log, now, previous)) append(log, now, previous, type, details);
  return id;
}

/** The same for an event whose details are a name and what most events of its type tell beside it: they come by the million. */
export function emitNamed(
  world: World,
  log: EventLog,
  now: number,
  previous: number,
  type: EventType,
  name: string,
  value: Json,
): number {
  const id = log.length + 1;
  if (hasRoom(world, log, now, previous)) appendNamed(log, now, previous, type, name, value);
  return id;
}

/** Whether another event may be written. Where the history becomes full, the last one that it takes tells so. */
function hasRoom(world: World, log: EventLog, now: number, previous: number): boolean {
  if (world.state.status !== "RUNNING") return false;
  const { options } = world;
  const id = log.length + 1;
  const entry = log === world.log ? undefined : presentEntry(world);
  if (entry) entry.logs = [...(entry.logs ?? []), log, log.length];
  const most = log === world.log && options.type === "EXPRESS" ? MAX_EXPRESS_EVENTS : MAX_EVENTS;
  if (id < most || options.limits === "none") return true;
  if (id === most) close(world, log, now, previous);
  return false;
}

/** Writes the last event of a history that is full. */
function close(world: World, log: EventLog, now: number, previous: number): void {
  const isRoot = log === world.log;
  if (isRoot && world.options.type === "EXPRESS") {
    append(log, now, previous, "ExecutionTimedOut", { error: "States.Timeout" });
    world.state = { status: "TIMED_OUT" };
  } else {
    const { error, cause } = fullError;
    append(log, now, previous, "ExecutionFailed", { error, cause });
    if (isRoot) world.state = { status: "FAILED", error: fullError };
  }
}

/** Why an execution fails whose history is full. */
export const fullError: StatesError = {
  error: "States.Runtime",
  cause: `The execution reached the maximum number of history events (${MAX_EVENTS}).`,
};

/** Whether the history of a child execution is full. */
export const isFull = (world: World, log: EventLog): boolean =>
  log !== world.log && log.length >= MAX_EVENTS && world.options.limits === "aws";

/** Makes the execution what it was after so many steps. Answers to effects that were asked since are ignored then. */
export function restore(world: World, moment: number): void {
  if (!world.options.restorable || moment < 0 || moment > world.moment) throw new RangeError(`no moment ${moment}`);
  while (world.moment > moment) {
    const entry = world.journal.pop();
    if (!entry) break;
    undo(world, entry);
    world.moment--;
  }
  world.effects.length = 0;
  clear(world.line);
  const movable = allNumbered(world.frames).filter(({ waiting }) => !waiting);
  for (const frame of movable.toSorted((a, b) => a.turn - b.turn)) queue(world.line, frame);
}

function undo(world: World, entry: JournalEntry): void {
  const { state, length, frame, effect, turn, random } = entry;
  const { frames = [], ended = [], invocations = [], logs = [] } = entry;
  world.state = state;
  Object.assign(world.counters, { frame, effect, turn, random });
  truncate(world.log, length);
  putBack<Frame>(frames, (id, frame) => setNumbered(world.frames, id, frame));
  if (entry.id > 0) setNumbered(world.frames, entry.id, entry.before);
  putBack<Ended>(ended, (id, left) => setEnded(world.ended, id, left));
  for (let i = logs.length - 2; i >= 0; i -= 2) truncate(logs[i] as EventLog, logs[i + 1] as number);
  for (let i = invocations.length - 2; i >= 0; i -= 2) {
    world.invocations.set(invocations[i] as StatePath, invocations[i + 1] as number);
  }
}

/** Makes things what they were, by pairs of a number and what it stood for. */
function putBack<T>(pairs: readonly (number | T | undefined)[], set: (id: number, thing: T | undefined) => void): void {
  for (let i = pairs.length - 2; i >= 0; i -= 2) set(pairs[i] as number, pairs[i + 1] as T | undefined);
}
