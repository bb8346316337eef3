import type { Json, JsonObject } from "../language/index.ts";
import type { EventLog } from "./event-log.ts";
import type { ProgramMachine, ProgramState } from "./program.ts";
import type { StatesError } from "./states-error.ts";

/**
 * One strand of an execution at one moment: the machine itself, a branch, or an iteration. Frames never change; a move
 * replaces one by the next, so that any earlier moment can be restored.
 */
export interface Frame {
  /** The number of the strand; it stays the same from move to move. */
  readonly id: number;
  readonly strand: Strand;
  readonly visit: Visit;
  /** The index of the phase that the next move carries out. */
  readonly phase: number;
  /** The value that flows: the input as selected so far, then the result, then the output. */
  readonly data: Json;
  /** What the work is given; undefined until it begins. */
  readonly argument: Json | undefined;
  /** What the work gave, untouched; undefined before. */
  readonly result: Json | undefined;
  /** Fields that set how the work is done, as far as they had to be computed. */
  readonly settings: JsonObject;
  /** Variables as they were when the state was entered. */
  readonly variables: Variables;
  /** What this state assigned; it becomes visible when the state is left. */
  readonly assigned: JsonObject | undefined;
  /** How often each retrier tried again in this visit. */
  readonly retries: readonly number[];
  /** The error that is being handled, or that was caught. */
  readonly error: StatesError | undefined;
  /** The last event of this strand; 0 before the first. */
  readonly event: number;
  readonly waiting: Waiting | undefined;
  readonly children: Children | undefined;
  /** Its place in line among the frames that can move: the lowest is next. */
  readonly turn: number;
}

/** A frame that nobody else knows yet, and that may still be changed. */
export type Draft = { -readonly [K in keyof Frame]: Frame[K] };

/** What is left of a strand that has come to its end, until its parent gathers what its children gave. */
export interface Ended {
  /** Its output, where it did not fail. */
  readonly data: Json;
  readonly error: StatesError | undefined;
  /** The child execution that it was. */
  readonly execution: ChildExecution | undefined;
}

/** What stays the same while a strand goes from state to state. */
export interface Strand {
  /** The frame of the Parallel or Map state around it. */
  readonly parent: number | undefined;
  /** The index of the branch or iteration. */
  readonly index: number;
  readonly machine: ProgramMachine;
  /** Set for iterations. */
  readonly item?: MapItem;
  /** The event that the strand's first event hangs on. */
  readonly origin: number;
  /** Where its events are written: the execution's history, or that of a distributed Map's child execution. */
  readonly log: EventLog;
  /** The child execution that the strand belongs to. */
  readonly execution?: ChildExecution;
}

/** What `Map.Item` of the context object says, and the name of the Map state. */
export interface MapItem {
  readonly map: string;
  readonly index: number;
  readonly value: Json;
  /** The name of the item, where the items are the members of an object. */
  readonly key?: string;
  /** Where an item of a distributed Map comes from: `STATE_DATA`, `S3://orders/2026.csv`. */
  readonly source?: string;
}

/** What stays the same while a strand is in a state. */
export interface Visit {
  readonly state: ProgramState;
  /** The state's raw input. */
  readonly input: Json;
  /** The ids of the event before `StateEntered`, and of `StateEntered` itself (0 until it is written). */
  readonly before: number;
  readonly entered: number;
  /** When it was entered, in epoch milliseconds. */
  readonly since: number;
}

/** What a frame waits for. */
export type Waiting =
  | { readonly on: "evaluation"; readonly effect: number }
  | { readonly on: "timer"; readonly effect: number }
  /** Items that are read, or results that are written. */
  | { readonly on: "data"; readonly effect: number }
  /** The child execution that it begins, which may run elsewhere. */
  | { readonly on: "execution"; readonly effect: number }
  | {
      readonly on: "task";
      readonly effect: number;
      /** Sleeps that end the wait. */
      readonly timeout: number | undefined;
      readonly heartbeat: number | undefined;
    }
  | { readonly on: "children" };

/** An execution that a distributed Map started for an item or a batch. */
export interface ChildExecution {
  readonly name: string;
  readonly arn: string;
  /** The machine's name as the Map Run sees it: `Orders/ProcessBatch`. */
  readonly machine: string;
  readonly input: Json;
  readonly startedAt: number;
}

/** The strands that a Parallel or Map state started. They are numbered from `first` on, whether they exist yet or not. */
export interface Children {
  readonly kind: "branches" | "iterations" | "selections" | "executions";
  readonly first: number;
  /** One for each branch or item. */
  readonly count: number;
  /** How many have been started, and how many have come to their end. */
  readonly started: number;
  readonly ended: number;
  /** How many of those that have ended failed, and were tolerated. */
  readonly failed: number;
  /** The items of a Map state; undefined for branches. */
  readonly items: readonly Json[] | undefined;
}

/** The variables that a strand sees: its own scope, and those around it. Reference, section 2.6. */
export interface Variables {
  readonly own: JsonObject;
  /** Own ones and those of the scopes around, by name. */
  readonly all: JsonObject;
}

export const noVariables: Variables = { own: {}, all: {} };

/** The variables of a branch or iteration, which begin with those around it. */
export const innerScope = ({ all }: Variables): Variables => ({ own: {}, all });

export function assignTo(variables: Variables, assigned: JsonObject | undefined): Variables {
  if (!assigned) return variables;
  return { own: { ...variables.own, ...assigned }, all: { ...variables.all, ...assigned } };
}
