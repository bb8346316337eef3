import {
  type ApiEvent,
  compile,
  createEngine,
  type Engine,
  type ExecutionNames,
  type Invoke,
  type StatesError,
  toApiEvent,
} from "../engine/index.ts";
import { type Json, jsonText, type StateMachine } from "../language/index.ts";
import { createClock } from "./clock.ts";
import { digest } from "./digest.ts";
import { createDriver, type Driver } from "./driver.ts";
import type { ObjectStore } from "./object-store.ts";
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
  readonly clock: { readonly speed: "skip" | number; readonly start?: number };
  readonly restorable: boolean;
  /** What stands in for S3; empty and in memory unless given. */
  readonly objects?: ObjectStore;
  /** The moment in epoch milliseconds whose service is followed: today's unless given. */
  readonly asOf?: number;
  readonly substitutions?: { readonly [name: string]: string };
  readonly onUnhandled: (
    invoke: Invoke,
    reason: string,
    answer: (
      answer:
        | { readonly kind: "failed"; readonly error: StatesError }
        | { readonly kind: "succeeded"; readonly output: Json },
    ) => void,
  ) => void;
  readonly onPrint?: (invoke: Invoke, text: string) => void;
  readonly onStep?: () => void;
}

export const localAccount = { region: "us-east-1", account: "123456789012" } as const;

/** An execution that is ready to be started. */
export function setUp(setup: ExecutionSetup): Driver {
  const { machine, name, input, seed, type, limits, restorable, asOf, isAsynchronous } = setup;
  const { router, objects, onUnhandled, onPrint, onStep } = setup;
  const names = setup.names ?? {
    ...localAccount,
    stateMachine: name,
    execution: `local-${seed}`,
    roleArn: `arn:aws:iam::${localAccount.account}:role/statecraft`,
  };
  const program = compile(machine, setup.substitutions ? { substitutions: setup.substitutions } : {});
  const options = {
    ...{ input, seed, type, limits, restorable, names, hash: digest },
    ...(asOf !== undefined && { asOf }),
    ...(isAsynchronous !== undefined && { isAsynchronous }),
  };
  const engine = createEngine(program, options);
  const clock = createClock(setup.clock);
  return createDriver({
    engine,
    clock,
    seed,
    router,
    onUnhandled,
    ...(objects && { objects }),
    ...(onPrint && { onPrint }),
    ...(onStep && { onStep }),
  });
}

/** The history as GetExecutionHistory gives it. The input keeps the form it was given in. */
export function apiHistory({ execution }: Engine): readonly ApiEvent[] {
  const { input } = execution.options;
  const textOf = (value: Json): string => (value === input.value ? input.text : jsonText(value));
  return execution.events.map((event) => toApiEvent(event, textOf));
}
