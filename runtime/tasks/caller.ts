import type { Json } from "../../language/index.ts";
import type { Outcome } from "../outcome.ts";

/** The execution that a task belongs to, as handlers see it. */
export interface Caller {
  /** The ARNs of the execution and of its machine. */
  readonly execution: string;
  readonly stateMachine: string;
  /** The execution's time, in epoch milliseconds. */
  now(): number;
  /** Starts an execution of another machine, on the same clock. */
  start(request: StartRequest): Started;
}

export interface StartRequest {
  /** A machine's name, its ARN, or what stands in its place: `${OrdersArn}`. */
  readonly machine: string;
  readonly name: string;
  readonly input: { readonly text: string; readonly value: Json };
  /** Where random numbers of the execution come from. */
  readonly seed: number;
  /** Ends it when it aborts. */
  readonly signal?: AbortSignal;
  /** The frame whose task starts it, and the ARN of that one's execution. */
  readonly by: { readonly frame: number; readonly execution: string };
  /** Lets the time of whoever starts it stand still until the promise settles. */
  freeze(work: Promise<void>): void;
}

export type Started =
  | { readonly ok: true; readonly execution: StartedExecution }
  | { readonly ok: false; readonly reason: "no-machine" | "exists" | "too-many" };

/** An execution that another one started. */
export interface StartedExecution {
  readonly arn: string;
  readonly name: string;
  readonly stateMachine: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Resolves when it has ended, or can't go on: then without an end. */
  readonly ended: Promise<ExecutionEnd | undefined>;
}

export interface ExecutionEnd extends Outcome {
  readonly endedAt: number;
}
