import type { Answer, TaskCall } from "../../engine/index.ts";
import type { Json } from "../../language/index.ts";

/** Runs the tasks of an execution, or pretends to. */
export interface TaskHandler {
  /** What it is, for people: `mock "OrderPaid"`, `node src/app.handler`. */
  readonly name: string;
  /**
   * Carries a task out and tells of it through `answer`, as often as there is something to tell. A promise means that
   * it takes real time: until it settles the clock runs. A promise that rejects is a bug of the handler.
   */
  invoke(invocation: Invocation): void | Promise<void>;
}

export interface Invocation {
  readonly resource: string;
  readonly payload: Json;
  readonly call: TaskCall;
  answer(answer: Answer): void;
  /** What the task prints, for the user's eyes. */
  print(text: string): void;
  /** Aborts when nobody waits for the task any more: its time is over, or the execution has ended. */
  readonly signal: AbortSignal;
}

/** What a kind of handler is made with, besides its own options. */
export interface KindContext {
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** The Node that runs handlers. */
  readonly node: string;
  readonly region: string;
  readonly account: string;
  /** True where nothing of the folder may be run, because its owner isn't trusted: handlers other than mocks are refused. */
  readonly mocksOnly?: boolean;
  /** Variables that every function gets. */
  readonly environment: { readonly [name: string]: string };
}

export type MadeHandler =
  | { readonly ok: true; readonly handler: TaskHandler; dispose?(): void }
  | { readonly ok: false; readonly message: string };

export type MakeHandler = (options: { readonly [name: string]: Json }, context: KindContext) => MadeHandler;
