import type { VisitStatus } from "./visit.ts";

/** What can be asked about an execution, wherever it is kept: in the debugger while it runs, in a file afterwards. */
export interface Questions {
  /** How it went so far, for the diagram. */
  readonly overlay: { readonly asked: Focused; readonly answer: RunOverlay };
  /** A visit of a state: the last one unless `nth` is given, from 0. Null where the state wasn't entered. */
  readonly state: {
    readonly asked: Focused & { readonly path: string; readonly nth?: number };
    readonly answer: StateAnswer | null;
  };
  /** The items of a Map state, of the last visit unless one is given. */
  readonly iterations: {
    readonly asked: Focused & Page & { readonly path: string; readonly only?: "failed" };
    readonly answer: IterationPage;
  };
  /** A value in full, as JSON text; a cause as it is. */
  readonly value: {
    readonly asked: { readonly visit: number; readonly field: ValueField };
    readonly answer: { readonly text: string } | null;
  };
  /** Rows of the history of the execution, or of the child execution in focus. */
  readonly events: { readonly asked: Focused & Page & { readonly filter?: string }; readonly answer: EventPage };
  /** Where the event stands in the rows; null where the filter leaves it out. */
  readonly eventIndex: {
    readonly asked: Focused & { readonly event: number; readonly filter?: string };
    readonly answer: number | null;
  };
  /** An event in full, as JSON text. */
  readonly event: {
    readonly asked: Focused & { readonly event: number };
    readonly answer: { readonly text: string } | null;
  };
}

export type Question = {
  readonly [Q in keyof Questions]: { readonly what: Q } & Questions[Q]["asked"];
}[keyof Questions];

export type AnswerTo<Q extends keyof Questions> = Questions[Q]["answer"];

/** Asked with the strand that is looked at: an iteration or a child execution. */
export interface Focused {
  readonly focus?: number;
}

export interface Page {
  readonly from: number;
  readonly count: number;
}

export type RunStatus = "running" | "paused" | "succeeded" | "failed" | "timedOut" | "aborted";

/** How an execution went so far. Values aren't in it: they are asked for. */
export interface RunOverlay {
  readonly id: string;
  readonly status: RunStatus;
  readonly error?: string;
  readonly cause?: string;
  /** States that were entered, by their paths. */
  readonly states: { readonly [path: string]: StateOverlay };
  /** How often edges were taken, by `<from>|<kind>|<order>`. */
  readonly edges: { readonly [edge: string]: number };
  /** Where the debugger stands. */
  readonly current?: string;
  /** How many events the history has. */
  readonly events: number;
  /** How long it took, in milliseconds, where time was real. */
  readonly duration?: number;
}

/** What an execution did in a state. */
export interface StateOverlay {
  /** Of several strands the one that most needs to be looked at counts: one that runs, then one that failed. */
  readonly status: VisitStatus;
  readonly visits: number;
  /** How often the last visit's work was tried again, and how often at most. */
  readonly retries?: { readonly done: number; readonly most?: number };
  /** The last visit's, in milliseconds, where time was real. */
  readonly duration?: number;
  readonly progress?: Progress;
  readonly error?: string;
}

/** How far a Map state is. */
export interface Progress {
  /** How many items there are, as far as that is known. */
  readonly total: number;
  readonly succeeded: number;
  /** Those that ran out of time too. */
  readonly failed: number;
  /** Ended because of something else, mostly another one that failed. */
  readonly aborted: number;
  readonly running: number;
}

/** Entries replace those of the same path or edge; the others stay. */
export interface OverlayChange {
  readonly kind: "overlayChanged";
  readonly run: string;
  readonly status?: RunStatus;
  readonly error?: string;
  readonly cause?: string;
  readonly states?: { readonly [path: string]: StateOverlay };
  readonly edges?: { readonly [edge: string]: number };
  /** Null when it stands nowhere any more. */
  readonly current?: string | null;
  readonly events?: number;
  readonly duration?: number;
}

export type ValueField = "input" | "arguments" | "result" | "output" | "variables" | "cause";

/** A visit of a state among all of them. */
export interface StateAnswer {
  /** How many there are in focus, and which one this is, from 0. */
  readonly total: number;
  readonly nth: number;
  readonly visit: number;
  readonly status: VisitStatus;
  /** Set where the debugger stands before it: nothing but its input is there yet. */
  readonly isNext?: true;
  readonly error?: string;
  readonly cause?: string;
  readonly retries?: { readonly done: number; readonly most?: number };
  /** Milliseconds since the start of the execution, and how long it took. */
  readonly since?: number;
  readonly duration?: number;
  /** The id of the event of entering. */
  readonly entered: number;
  /** The iteration or child execution that the visit is in. */
  readonly strand?: { readonly id: number; readonly path: string; readonly index: number };
  /** The values that there are. */
  readonly fields: readonly ValueField[];
}

export interface IterationPage {
  readonly total: number;
  readonly progress: Progress;
  /** The strand of the first one that failed; those that were aborted didn't. */
  readonly firstFailed?: number;
  readonly rows: readonly IterationRow[];
}

export interface IterationRow {
  readonly strand: number;
  readonly index: number;
  readonly status: VisitStatus;
  readonly duration?: number;
  readonly error?: string;
}

export interface EventPage {
  readonly total: number;
  readonly rows: readonly EventRow[];
}

export interface EventRow {
  readonly id: number;
  readonly type: string;
  readonly step?: string;
  readonly path?: string;
  /** Which visit of the state in focus it is about. */
  readonly visit?: number;
  /** Milliseconds since the start. */
  readonly at?: number;
  readonly resource?: string;
  readonly error?: string;
}

/** How two executions differ. */
export interface Comparison {
  /** By the paths of states: those that only one of them entered, and those where something differs. */
  readonly states: { readonly [path: string]: StateDifference };
  readonly values: readonly ValueDifference[];
  /** More differences than are told. */
  readonly isCut: boolean;
}

export type StateDifference = "onlyLeft" | "onlyRight" | "differs";

export interface ValueDifference {
  readonly path: string;
  /** `Pay`, `Pay, visit 2`, `Orders[17] > Pay`. */
  readonly place: string;
  readonly field: "status" | "error" | ValueField;
  /** The JSON Pointer within the value; empty for all of it. */
  readonly at: string;
  /** JSON texts, shortened; undefined where one has nothing there. */
  readonly left?: string;
  readonly right?: string;
}
