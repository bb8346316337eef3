import {
  type ApiEvent,
  type Beginning,
  compile,
  createEngine,
  type Engine,
  type ExecutionNames,
  eventsOf,
  type Invoke,
  type Program,
  type StatesError,
  toApiEvent,
} from "../engine/index.ts";
import { digest, startTimeLimit } from "../evaluation/index.ts";
import { type Json, jsonText, type StateMachine } from "../language/index.ts";
import type { RunChild } from "./child-runs.ts";
import { type Clock, type ClockOptions, createClock } from "./clock.ts";
import { createDriver, type Driver, type DriverOptions } from "./driver.ts";
import { type FindMachine, nestedExecutions, type RunsElsewhere } from "./nested-executions.ts";
import type { ObjectStore } from "./object-store.ts";
import { shareClock } from "./shared-clock.ts";
import type { Timeouts } from "./task-calls.ts";
import type { Router } from "./tasks/router.ts";

/** How an execution of a machine is set up. */
export interface ExecutionSetup {
  readonly machine: StateMachine;
  readonly name: string;
  /** What the context object says; a local account unless given. */
  readonly names?: ExecutionNames;
  readonly input: { readonly text: string; readonly value: Json };
  readonly router: Router;
  readonly seed: number;
  readonly type: "STANDARD" | "EXPRESS";
  /** Set for EXPRESS executions whose end nobody waits for: StartExecution began them, not StartSyncExecution. */
  readonly isAsynchronous?: boolean;
  readonly limits: "aws" | "none";
  /** One that is made for it, or one that its owner moves. */
  readonly clock: ClockOptions | Clock;
  readonly restorable: boolean;
  /** What stands in for S3; empty and in memory unless given. */
  readonly objects?: ObjectStore;
  /** The moment in epoch milliseconds whose service is followed: today's unless given. */
  readonly asOf?: number;
  /** The machines that it may start; none unless given. */
  readonly machines?: FindMachine;
  /** Whether somebody may send task tokens from outside: it waits for them in real time. */
  readonly awaitsTokens?: boolean;
  /** Whether a run comes back for each token that nothing sends, before waiting times are skipped. */
  readonly asksForTokens?: boolean;
  /** Where it begins, if not at its beginning; executions that it starts begin at theirs. */
  readonly beginning?: Beginning;
  readonly substitutions?: { readonly [name: string]: string };
  readonly onUnhandled: Unhandled;
  /** The same for tasks of executions that this one starts. */
  readonly onNestedUnhandled?: Unhandled;
  /** Runs executions that it starts somewhere else, where somebody wants to look into them. */
  readonly runElsewhere?: RunsElsewhere["run"];
  /** Runs child executions of its distributed Maps somewhere else; each is asked for. */
  readonly runChild?: RunChild;
  readonly onPrint?: (invoke: Invoke, text: string) => void;
  /** What time limits mean: `virtual` unless given. */
  readonly timeouts?: Timeouts;
  readonly onStep?: () => void;
}

/** Told of a task that nothing runs, with the reason; without an answer the task waits. */
export type Unhandled = (
  invoke: Invoke,
  reason: string,
  answer: (
    answer:
      | { readonly kind: "failed"; readonly error: StatesError }
      | { readonly kind: "succeeded"; readonly output: Json },
  ) => void,
) => void;

export const localAccount = { region: "us-east-1", account: "123456789012" } as const;

/** An execution that is ready to be started. Those that it starts share its clock, its handlers and its tokens. */
export function setUp(setup: ExecutionSetup): Driver {
  const { machines } = setup;
  const goesOn = setup.timeouts === "real";
  const clock = "now" in setup.clock ? setup.clock : createClock({ ...setup.clock, goesOn });
  if (!machines) return driverOf(setup, clock, {});
  const shared = shareClock(clock);
  const nested = nestedExecutions(
    machines,
    (found, { name: execution, input, seed }) => {
      const { region, account, roleArn } = first.engine.execution.options.names;
      const names = { region, account, roleArn, stateMachine: found.name, execution };
      const {
        onStep: _,
        isAsynchronous: __,
        substitutions: ___,
        asksForTokens: ____,
        beginning: _____,
        runChild: ______,
        ...common
      } = setup;
      const router = setup.router.forMachine?.(found.name) ?? setup.router;
      const onUnhandled = setup.onNestedUnhandled ?? setup.onUnhandled;
      const child = {
        ...common,
        ...found,
        onUnhandled,
        names,
        input,
        seed,
        router,
        isAsynchronous: true,
        restorable: false,
      };
      return driverOf(child, shared.member(), { start: nested.start, hasCompany: () => true, tokens: first.tokens });
    },
    setup.runElsewhere && { run: setup.runElsewhere, now: () => first.clock.now() },
  );
  const first = driverOf(setup, shared.member(), { start: nested.start, hasCompany: () => nested.running() > 0 });
  return {
    ...first,
    dispose() {
      nested.dispose();
      first.dispose();
    },
  };
}

function driverOf(setup: ExecutionSetup, clock: Clock, company: Partial<DriverOptions>): Driver {
  const { machine, name, input, seed, type, limits, restorable, asOf, isAsynchronous } = setup;
  const { router, objects, awaitsTokens, asksForTokens, timeouts, runChild, onUnhandled, onPrint, onStep } = setup;
  const names = setup.names ?? {
    ...localAccount,
    stateMachine: name,
    execution: `local-${seed}`,
    roleArn: `arn:aws:iam::${localAccount.account}:role/statecraft`,
  };
  const program = programOf(machine, setup.substitutions);
  const options = {
    ...{ input, seed, type, limits, restorable, names, hash: digest, timeLimit: startTimeLimit },
    ...(asOf !== undefined && { asOf }),
    ...(setup.beginning && { beginning: setup.beginning }),
    ...(isAsynchronous !== undefined && { isAsynchronous }),
    ...(runChild && { asksForChildren: true }),
  };
  const engine = createEngine(program, options);
  return createDriver({
    ...company,
    engine,
    clock,
    seed,
    router,
    onUnhandled,
    ...(objects && { objects }),
    ...(awaitsTokens && { awaitsTokens }),
    ...(asksForTokens && { asksForTokens }),
    ...(onPrint && { onPrint }),
    ...(timeouts && { timeouts }),
    ...(runChild && { runChild }),
    ...(onStep && { onStep }),
  });
}

/** Machines made ready to run: what a machine is doesn't depend on what it is started with. */
const programs = new WeakMap<StateMachine, Program>();

function programOf(machine: StateMachine, substitutions: ExecutionSetup["substitutions"]): Program {
  if (substitutions) return compile(machine, { substitutions });
  const known = programs.get(machine) ?? compile(machine);
  programs.set(machine, known);
  return known;
}

/** The history as GetExecutionHistory gives it, without the first `from` events. The input keeps the form it was given in. */
export function apiHistory({ execution }: Engine, from = 0): readonly ApiEvent[] {
  const { input } = execution.options;
  const textOf = (value: Json): string => (value === input.value ? input.text : jsonText(value));
  return [...eventsOf(execution.log, from)].map((event) => toApiEvent(event, textOf));
}
