import { compile, createEngine, type ExecutionNames, randomSequence, rootFrame, uuidFrom } from "../../engine/index.ts";
import { digest, startTimeLimit } from "../../evaluation/index.ts";
import type { Json, JsonObject, StateMachine } from "../../language/index.ts";
import { createClock } from "../clock.ts";
import { createDriver, type Driver } from "../driver.ts";
import { localAccount } from "../execute.ts";
import type { Router } from "../tasks/router.ts";

/** Where and when a state is tested. */
export interface TestPlace {
  /** Runs a task that isn't mocked; without it such a task fails. */
  readonly router?: Router;
  readonly region?: string;
  readonly account?: string;
  /** The moment of the test, in epoch milliseconds: now unless given. */
  readonly now?: number;
  /** Everything random comes from it. */
  readonly seed?: number;
}

/** What the state that is tested begins with. */
export interface Beginning {
  readonly machine: StateMachine;
  readonly input: { readonly text: string; readonly value: Json };
  readonly variables: JsonObject;
  readonly context: JsonObject | undefined;
  readonly roleArn: string | undefined;
  /** How often the state was tried before. */
  readonly retries: number;
}

/** An execution that has just come to the state. */
export function setUpTest(beginning: Beginning, router: Router, place: TestPlace): Driver {
  const { machine, input, variables, context } = beginning;
  const seed = place.seed ?? 1;
  const clock = createClock({ speed: "skip", ...(place.now !== undefined && { start: place.now }) });
  const engine = createEngine(compile(machine), {
    input,
    seed,
    // Tests run as executions of an EXPRESS machine do: so their context says.
    type: "EXPRESS",
    limits: "aws",
    restorable: false,
    names: namesOf(beginning, place, seed),
    hash: digest,
    timeLimit: startTimeLimit,
    test: { ...(context && { context }) },
  });
  const driver = createDriver({
    engine,
    clock,
    seed,
    router,
    onUnhandled: (_, reason, answer) => answer({ kind: "failed", error: unhandled(reason) }),
  });
  driver.start();
  const frame = engine.execution.frames[rootFrame];
  if (!frame) throw new Error("a tested state was not entered");
  const retries = frame.visit.state.retriers.map((_, index) => (index === 0 ? beginning.retries : 0));
  engine.replace({ ...frame, variables: { own: variables, all: variables }, retries });
  return driver;
}

function namesOf(
  { roleArn = null }: { readonly roleArn?: string | null | undefined },
  place: TestPlace,
  seed: number,
): ExecutionNames {
  const random = randomSequence(seed, -1);
  return {
    region: place.region ?? localAccount.region,
    account: place.account ?? localAccount.account,
    stateMachine: uuidFrom(random),
    execution: uuidFrom(random),
    roleArn,
  };
}

const unhandled = (reason: string) => ({
  error: "States.TaskFailed",
  cause: reason === "" ? "Nothing runs this task: mock its result, or name what runs it." : reason,
});
