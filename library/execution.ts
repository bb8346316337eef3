import type { ApiEvent } from "../engine/index.ts";
import type { Json } from "../language/index.ts";
import {
  type ActivityTask,
  apiHistory,
  type Driver,
  type ManualClock,
  outcomeOf,
  type Router,
  type SentMessage,
  type TokenAnswer,
} from "../runtime/index.ts";
import { serviceError, usageError } from "./errors.ts";

/** An execution that has begun. */
export interface Execution {
  /** What becomes of it. A failed execution is a result too: the promise is not rejected. */
  readonly result: Promise<ExecutionResult>;
  /** All its events, once it has ended, as GetExecutionHistory gives them. */
  readonly history: Promise<readonly ApiEvent[]>;
  /** What its tasks sent to queues, topics and event buses by `{ kind: "builtin" }`, up to now. */
  readonly sent: readonly SentMessage[];
  readonly clock: ExecutionClock;
  /** Its events as they happen, from the first one on; they end with the execution. */
  events(): AsyncIterableIterator<ApiEvent>;
  /** Ends it as StopExecution does: its status is ABORTED. */
  stop(error?: string, cause?: string): void;
  /** The token that a task of this state waits for, as soon as it does. */
  taskToken(state: string): Promise<string>;
  /** Throws `TaskTimedOut` or `InvalidToken` where nobody waits for the token. */
  sendTaskSuccess(token: string, output?: unknown): void;
  sendTaskFailure(token: string, error?: string, cause?: string): void;
  sendTaskHeartbeat(token: string): void;
  /** The oldest task of an activity, as soon as there is one; undefined when the execution ends without. */
  getActivityTask(activityArn: string, workerName?: string): Promise<ActivityTask | undefined>;
}

export interface ExecutionResult {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  /** Of an execution that succeeded. */
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

/** The execution's own time. */
export interface ExecutionClock {
  now(): Date;
  /**
   * Lets time pass on a clock in mode `manual`. Resolves when everything that is due has been done; `advance(0)` when
   * nothing is left to do before time goes on.
   */
  advance(seconds: number): Promise<void>;
}

/** What goes on around an execution. */
export interface Surroundings {
  readonly router: Router;
  /** Set where the clock is moved by hand. */
  readonly clock: ManualClock | undefined;
}

/** Begins an execution; `setUp` makes its driver, which calls `onStep` after each step. */
export function createExecution(surroundings: Surroundings, setUp: (onStep: () => void) => Driver): Execution {
  const followers = createFollowers();
  const driver = setUp(followers.tell);
  return new RunningExecution(driver, surroundings, followers);
}

class RunningExecution implements Execution {
  readonly result: Promise<ExecutionResult>;
  readonly clock: ExecutionClock;
  readonly sent: readonly SentMessage[];
  readonly #driver: Driver;
  readonly #router: Router;
  readonly #followers: Followers;
  #hasEnded = false;

  constructor(driver: Driver, { router, clock }: Surroundings, followers: Followers) {
    this.#driver = driver;
    this.#router = router;
    this.#followers = followers;
    this.clock = {
      now: () => new Date(driver.clock.now()),
      advance: async (seconds) => {
        if (!clock)
          throw usageError('Only a clock in mode "manual" is advanced: execute(machine, { clock: "manual" }).');
        if (!(seconds >= 0)) throw usageError(`Time goes forwards: advance(${seconds}) can't be done.`);
        await clock.advance(seconds * 1000);
        // Those who follow the events get them before time goes on.
        await new Promise(setImmediate);
      },
    };
    this.sent = router.services?.inbox.messages ?? [];
    this.result = this.#run();
  }

  get history(): Promise<readonly ApiEvent[]> {
    return this.result.then(() => apiHistory(this.#driver.engine));
  }

  async *events(): AsyncIterableIterator<ApiEvent> {
    const { engine } = this.#driver;
    for (let next = 0; ; ) {
      for (const event of apiHistory(engine, next)) {
        next++;
        yield event;
      }
      if (next < engine.execution.log.length) continue;
      if (this.#hasEnded) return;
      await this.#followers.step();
    }
  }

  stop(error?: string, cause?: string): void {
    if (this.#hasEnded) return;
    this.#driver.stop(error, cause);
    this.#driver.pause();
  }

  async taskToken(state: string): Promise<string> {
    const { open } = this.#driver.tokens;
    const token = await this.#awaited(() => [...open].find(([, { invoke }]) => invoke.call.state === state)?.[0]);
    if (token !== undefined) return token;
    const { status } = this.#driver.engine.execution.state;
    throw usageError(`No task of "${state}" waits for a token: the execution is ${status}.`);
  }

  sendTaskSuccess(token: string, output: unknown = {}): void {
    check(this.#driver.tokens.sendTaskSuccess(token, JSON.parse(JSON.stringify(output)) as Json));
  }

  sendTaskFailure(token: string, error?: string, cause?: string): void {
    check(this.#driver.tokens.sendTaskFailure(token, error, cause));
  }

  sendTaskHeartbeat(token: string): void {
    check(this.#driver.tokens.sendTaskHeartbeat(token));
  }

  getActivityTask(activityArn: string, workerName?: string): Promise<ActivityTask | undefined> {
    return this.#awaited(() => this.#router.services?.activities.getActivityTask(activityArn, workerName));
  }

  async #run(): Promise<ExecutionResult> {
    const driver = this.#driver;
    try {
      driver.start();
      if ((await driver.run()) === "waiting") driver.stop("Statecraft.NothingToWaitFor", whatItWaitsFor(driver));
      return outcomeOf(driver.engine);
    } finally {
      driver.dispose();
      this.#router.dispose();
      this.#hasEnded = true;
      this.#followers.tell();
    }
  }

  /** The first value that there is after some step; undefined where the execution ends before. */
  async #awaited<T>(find: () => T | undefined): Promise<T | undefined> {
    for (;;) {
      const found = find();
      if (found !== undefined || this.#hasEnded) return found;
      await this.#followers.step();
    }
  }
}

/** Those who wait for the next step. */
interface Followers {
  step(): Promise<void>;
  tell(): void;
}

function createFollowers(): Followers {
  let waiting: (() => void)[] = [];
  return {
    step: () => new Promise((resolve) => waiting.push(resolve)),
    tell() {
      if (waiting.length === 0) return;
      const told = waiting;
      waiting = [];
      for (const resolve of told) resolve();
    },
  };
}

function check(answer: TokenAnswer): void {
  if (!answer.ok) throw serviceError(answer.error, answer.message);
}

function whatItWaitsFor({ tokens }: Driver): string {
  const [open] = tokens.open.values();
  if (!open) return "Nothing can answer the task that waits.";
  const { state } = open.invoke.call;
  return `"${state}" waits for its task token, and nothing sends it: execute it with { awaitTokens: true } and send the token.`;
}
