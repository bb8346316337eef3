import type { Answer, TaskCall } from "../../engine/index.ts";
import type { Json } from "../../language/index.ts";
import type { Caller } from "./caller.ts";

/** Runs the tasks of an execution, or pretends to. */
export interface TaskHandler {
  /** What it is, for people: `mock "OrderPaid"`, `node src/app.handler`. */
  readonly name: string;
  /**
   * Set where it carries out only the request of a task that waits for a token: what it answers is then not the task's
   * result, which comes from whoever holds the token. Reference, section 9.1.
   */
  readonly part?: "request";
  /** Set where its promise takes no time of the execution: the clock stands still until it settles. */
  readonly instant?: true;
  /** Why it can't run a resource; undefined where it can. Asked before anything is invoked. */
  refuses?(resource: string): string | undefined;
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
  /** The frame whose task it is. */
  readonly frame: number;
  readonly caller: Caller;
  answer(answer: Answer): void;
  /**
   * Tells that something goes on in the execution's own time, such as another execution: until the promise settles an
   * answer may come, and waiting times are still skipped.
   */
  follow(work: Promise<void>): void;
  /** Lets the execution's time stand still until the promise settles, since somebody looks at what the task does. */
  freeze(work: Promise<void>): void;
  /** Ids for answers: the same seed gives the same ones. */
  uuid(): string;
  /** What the task prints, for the user's eyes. */
  print(text: string): void;
  /** Aborts when nobody waits for the task any more: its time is over, or the execution has ended. */
  readonly signal: AbortSignal;
}
