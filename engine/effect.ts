import type { EvaluationResult, Json, JsonataExpression, JsonObject, StatePath } from "../language/index.ts";
import type { ChildExecution } from "./frame.ts";
import type { StatesError } from "./states-error.ts";

/** What an execution wants done by the world around it. Effects are data: the driver carries them out. */
export type Effect = Invoke | Evaluate | Sleep | Read | Write | Execute | Cancel;

interface Base {
  /** Counts from 1 in the order the execution asks; the same seed and answers give the same numbers. */
  readonly id: number;
  /** The frame that waits for it. */
  readonly frame: number;
}

/** Call the resource of a Task state. */
export interface Invoke extends Base {
  readonly kind: "invoke";
  readonly resource: string;
  /** What the task gets: the effective input, or the evaluated `Parameters` or `Arguments`. */
  readonly payload: Json;
  readonly call: TaskCall;
}

/** Who calls, for handlers that answer by state and attempt, and for people who read along. */
export interface TaskCall {
  readonly state: string;
  readonly path: StatePath;
  /** Which try of this visit it is, from 1. */
  readonly attempt: number;
  /** How often this state was called before in the whole execution, retries and loops alike. */
  readonly invocation: number;
  /** The Map iterations around the state, outermost first: name of the Map state and index. */
  readonly iteration: readonly (readonly [name: string, index: number])[];
  /** Set where the task ends with an answer to its token. */
  readonly token?: string;
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  readonly credentials?: JsonObject;
}

/** Evaluate JSONata expressions one after the other, up to the first that fails. */
export interface Evaluate extends Base {
  readonly kind: "evaluate";
  readonly expressions: readonly JsonataExpression[];
  /** The value of `$states`. */
  readonly states: JsonObject;
  /** The variables by their names, without `$`. */
  readonly variables: JsonObject;
}

/** Wake the frame at a moment, in epoch milliseconds. */
export interface Sleep extends Base {
  readonly kind: "sleep";
  readonly until: number;
  /** Set where it ends something that takes too long. */
  readonly isLimit?: true;
}

/** Read the items of a distributed Map from S3. Reference, section 7.7. */
export interface Read extends Base {
  readonly kind: "read";
  readonly resource: string;
  /** `Bucket`, `Key`, … */
  readonly arguments: Json;
  /** `ReaderConfig`, with its numbers computed. */
  readonly config: JsonObject;
}

/** Write the results of a distributed Map to S3, or only lay them out as the config says. */
export interface Write extends Base {
  readonly kind: "write";
  /** Undefined where nothing is exported. */
  readonly resource: string | undefined;
  readonly arguments: Json;
  readonly config: JsonObject;
  readonly mapRunArn: string;
  readonly results: readonly ChildResult[];
}

/** What became of one child execution. */
export interface ChildResult {
  readonly execution: ChildExecution;
  /** A pending one was not started, since the Map Run failed before. */
  readonly status: "SUCCEEDED" | "FAILED" | "ABORTED" | "PENDING";
  /** Epoch milliseconds. */
  readonly endedAt: number;
  readonly output?: Json;
  readonly error?: StatesError;
}

/**
 * Run a child execution of a distributed Map somewhere else, where somebody wants to. It is asked for only where the options say
 * so, before its first state is entered; the answer is its end, or `here`.
 */
export interface Execute extends Base {
  readonly kind: "execute";
  /** The Map state, and the index of the item or batch. */
  readonly map: StatePath;
  readonly index: number;
  readonly execution: ChildExecution;
  readonly isExpress: boolean;
}

/** Nobody waits for that effect any more. */
export interface Cancel extends Base {
  readonly kind: "cancel";
  readonly effect: number;
}

/** An answer to an effect of a frame. Answers that nobody waits for are ignored. */
export type Signal = { readonly effect: number; readonly frame: number } & Answer;

export type Answer =
  /** An activity's worker took the task. */
  | { readonly kind: "started"; readonly workerName?: string }
  /** The service took the job of a `.sync` or `.waitForTaskToken` task. */
  | { readonly kind: "submitted"; readonly output: Json }
  | { readonly kind: "heartbeat" }
  | { readonly kind: "succeeded"; readonly output: Json }
  | { readonly kind: "failed"; readonly error: StatesError }
  | { readonly kind: "evaluated"; readonly results: readonly EvaluationResult[] }
  /** Items, or the members of an object; and where each comes from, or all do: `S3://orders/2026.csv`. */
  | {
      readonly kind: "items";
      readonly items: readonly Json[] | JsonObject;
      readonly source: string | readonly string[];
    }
  /** Nobody runs the child execution elsewhere: it goes on where it is. */
  | { readonly kind: "here" }
  | { readonly kind: "elapsed" };

/** An effect before the execution numbers it. */
export type EffectRequest = Effect extends infer E ? (E extends Effect ? Omit<E, "id" | "frame"> : never) : never;
