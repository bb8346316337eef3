import { executionArn } from "../engine/index.ts";
import type { StateMachine } from "../language/index.ts";
import type { Driver } from "./driver.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { ExecutionEnd, Started, StartedExecution, StartRequest } from "./tasks/caller.ts";

/** A machine that executions may start. */
export interface StartableMachine {
  /** The file that holds it, where it is in one. */
  readonly path?: string;
  readonly machine: StateMachine;
  readonly name: string;
  readonly type: "STANDARD" | "EXPRESS";
}

/** Finds a machine by its name, its ARN, or what stands in its place: `${OrdersArn}`. */
export type FindMachine = (named: string) => StartableMachine | undefined;

/** The executions that an execution starts, and those that they start. They end with it at the latest. */
export interface NestedExecutions {
  /** How many have not ended. */
  running(): number;
  start(request: StartRequest): Started;
  dispose(): void;
}

/** Executions that start one another without end are stopped here. */
const MOST = 1000;

/** `begin` makes the driver of an execution, on the clock of the one that starts it. */
export function nestedExecutions(
  find: FindMachine,
  begin: (machine: StartableMachine, request: StartRequest) => Driver,
  elsewhere?: RunsElsewhere,
): NestedExecutions {
  const names = new Set<string>();
  const running = new Set<Driver>();

  return {
    running: () => running.size,
    start(request) {
      const found = find(request.machine);
      if (!found) return { ok: false, reason: "no-machine" };
      const key = `${found.name}:${request.name}`;
      if (names.has(key)) return { ok: false, reason: "exists" };
      if (running.size >= MOST) return { ok: false, reason: "too-many" };
      names.add(key);
      const away = elsewhere?.run(found, request);
      if (away) return { ok: true, execution: executionAway(found, request, away, elsewhere?.now() ?? 0) };
      const driver = begin(found, request);
      running.add(driver);
      const { engine, clock } = driver;
      const startedAt = clock.now();
      driver.start();
      request.signal?.addEventListener("abort", () => queueMicrotask(() => end(driver)), { once: true });
      // It moves later, or machines that start one another would do so within one another; time waits for it.
      clock.run(true, false);
      const begun = Promise.resolve().then(() => driver.run());
      const ended = begun.then((how): ExecutionEnd | undefined => {
        running.delete(driver);
        driver.dispose();
        return how === "ended" ? { ...outcomeOf(driver.engine), endedAt: driver.clock.now() } : undefined;
      });
      const { names: own } = engine.execution.options;
      const stateMachine = `arn:aws:states:${own.region}:${own.account}:stateMachine:${found.name}`;
      const arn = executionArn(engine.execution);
      return { ok: true, execution: { arn, name: request.name, stateMachine, startedAt, ended } };
    },
    dispose() {
      for (const driver of running) end(driver);
    },
  };
}

/** Where somebody wants to look into an execution that another one starts, it runs in a debug session of its own. */
export interface RunsElsewhere {
  now(): number;
  /** Its end, where it runs elsewhere; undefined where nobody wants to look. */
  run(machine: StartableMachine, request: StartRequest): Promise<Outcome | undefined> | undefined;
}

function executionAway(
  { name }: StartableMachine,
  request: StartRequest,
  away: Promise<Outcome | undefined>,
  startedAt: number,
): StartedExecution {
  const [region = "", account = ""] = request.by.execution.split(":").slice(3, 5);
  const stateMachine = `arn:aws:states:${region}:${account}:stateMachine:${name}`;
  const ended = away.then((outcome) => outcome && { ...outcome, endedAt: startedAt });
  request.freeze(ended.then(() => {}));
  const arn = `arn:aws:states:${region}:${account}:execution:${name}:${request.name}`;
  return { arn, name: request.name, stateMachine, startedAt, ended };
}

function end(driver: Driver): void {
  driver.stop();
  driver.pause();
}
