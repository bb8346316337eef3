import type { Invoke } from "../engine/index.ts";
import type { Json } from "../language/index.ts";
import {
  type Clock,
  createManualClock,
  createPatientClock,
  createRouter,
  findMocks,
  localAccount,
  type ManualClock,
  type Mocks,
  machineSearch,
  objectStore,
  type ProjectFile,
  projectOf,
  type Router,
  setUp,
  skeletonResult,
  standInHint,
  templateTasks,
} from "../runtime/index.ts";
import { type Compiled, type Definition, type Machine, machineOf } from "./compile.ts";
import { usageError } from "./errors.ts";
import { createExecution, type Execution } from "./execution.ts";
import { type Tasks, tasksIn, withFunctions } from "./tasks.ts";

/** How a machine is run. Nothing is needed. */
export interface ExecuteOptions {
  /** Whatever JSON can hold; `{}` unless given. */
  readonly input?: unknown;
  /** What answers the tasks; besides, those of the template that deploys the definition have their functions. */
  readonly tasks?: Tasks;
  /** A mock-config file, or what one holds; `MockConfigFile.json` beside the definition unless given. */
  readonly mocks?: string | object;
  /** Which of the mock-config file's test cases answers tasks. */
  readonly testCase?: string;
  /** How time passes; `skip` unless given. */
  readonly clock?: ClockMode;
  /** When it starts. Unless given, now for a clock that follows real time, else always the same moment. */
  readonly startTime?: Date | string | number;
  /** Where everything random comes from; 1 unless given. The same seed and answers give the same history. */
  readonly seed?: number;
  /** As the machine's own unless given. */
  readonly type?: "STANDARD" | "EXPRESS";
  /** `none` lifts the service's quotas, such as 25,000 events; `aws` unless given. */
  readonly limits?: "aws" | "none";
  /** What the execution is called. */
  readonly name?: string;
  /**
   * Set where you send task tokens, or take tasks of activities: the execution then waits for you. Otherwise the time
   * limits of such tasks pass, and one without a limit ends the execution with `Statecraft.NothingToWaitFor`.
   */
  readonly awaitTokens?: boolean;
  /** Folders that stand in for S3 buckets; as `statecraft.json` says unless given, else buckets are in memory. */
  readonly buckets?: { readonly [bucket: string]: string };
  /** Gets what tasks print. */
  onPrint?(text: string, state: string): void;
}

/**
 * How time passes: `skip` jumps over waiting times, `real` waits, a number is how many times faster than real time it
 * goes, and with `manual` it stands still until `execution.clock.advance(seconds)`.
 */
export type ClockMode = "skip" | "real" | "manual" | number;

/**
 * Runs a state machine. It has begun when this returns.
 *
 *     const { output } = await execute(machine, { input: { amount: 5 }, tasks: { Pay: () => "paid" } }).result;
 */
export function execute(machine: Machine | Definition, options: ExecuteOptions = {}): Execution {
  const { machine: known, compiled } = machineOf(machine);
  const project = projectFor(compiled, options);
  const objects = objectStore(project.buckets);
  const clock = clockOf(options);
  const router = routerOf(compiled, project, options, objects);
  const { seed = 1, type = known.type, limits = "aws", awaitTokens = false, onPrint } = options;
  const isManual = "advance" in clock;
  if (!Number.isSafeInteger(seed)) throw usageError(`"seed" takes a whole number, not ${String(seed)}.`);
  return createExecution({ router, clock: isManual ? clock : undefined }, (onStep) =>
    setUp({
      machine: compiled.definition.machine,
      name: known.name,
      names: namesOf(known.name, options.name ?? `local-${seed}`),
      input: inputOf(options.input),
      router,
      seed,
      type,
      limits,
      clock,
      objects,
      restorable: false,
      awaitsTokens: awaitTokens || isManual,
      machines: machineSearch(compiled.definition, project),
      ...(compiled.substitutions && { substitutions: compiled.substitutions }),
      onUnhandled: (invoke, reason, answer) =>
        answer({ kind: "failed", error: unanswered(invoke, reason, router.services) }),
      ...(onPrint && { onPrint: (invoke: Invoke, text: string) => onPrint(text, invoke.call.state) }),
      onStep,
    }),
  );
}

function projectFor({ definition }: Compiled, { buckets }: ExecuteOptions): ProjectFile {
  const read = projectOf(definition.path);
  if (!read.ok) throw usageError(read.message);
  return { ...read.project, ...(buckets && { buckets }) };
}

function inputOf(input: unknown = {}): { readonly text: string; readonly value: Json } {
  const text = JSON.stringify(input);
  if (text === undefined) throw usageError('"input" must be something that JSON can hold.');
  return { text, value: JSON.parse(text) as Json };
}

const namesOf = (stateMachine: string, execution: string) => ({
  ...localAccount,
  stateMachine,
  execution,
  roleArn: `arn:aws:iam::${localAccount.account}:role/statecraft`,
});

/** When executions start that don't follow real time: their histories are then the same each time. */
const START = Date.UTC(2026, 0, 1);

function clockOf({ clock = "skip", startTime, awaitTokens }: ExecuteOptions): Clock | ManualClock | SpeedOf {
  const start = startTime === undefined ? undefined : new Date(startTime).getTime();
  if (Number.isNaN(start)) throw usageError(`"startTime" takes a moment such as "2026-01-01T00:00:00Z".`);
  if (clock === "manual") return createManualClock(start ?? START);
  if (clock === "skip")
    return awaitTokens ? createPatientClock(start ?? START) : { speed: clock, start: start ?? START };
  const speed = clock === "real" ? 1 : clock;
  if (!(speed > 0)) throw usageError(`"clock" takes "skip", "real", "manual" or a factor such as 10, not ${clock}.`);
  return { speed, ...(start !== undefined && { start }) };
}

interface SpeedOf {
  readonly speed: "skip" | number;
  readonly start?: number;
}

function routerOf(
  compiled: Compiled,
  project: ProjectFile,
  options: ExecuteOptions,
  objects: ReturnType<typeof objectStore>,
) {
  const { definition } = compiled;
  const { functions, entries } = tasksIn(options.tasks);
  const mocks = mocksOf(compiled, project, options);
  const { folder, environment } = project;
  const router = createRouter({
    tasks: [...(entries ?? project.tasks), ...templateTasks(definition, project), ...activities],
    context: { ...localAccount, folder, node: process.execPath, environment, objects },
    ...(mocks && { mocks }),
  });
  const { clock = "skip" } = options;
  return withFunctions(router, functions, clock === "skip" || clock === "manual");
}

/** Activities wait for whoever calls `getActivityTask`. */
const activities = [{ resource: "arn:*:states:*:activity:*", kind: "builtin", options: {} }] as const;

/** Mocks that are asked for, else those beside the definition's file, where it is clear which. */
function mocksOf({ definition, isFile }: Compiled, project: ProjectFile, options: ExecuteOptions): Mocks | undefined {
  const { mocks = project.mocks, testCase, tasks } = options;
  const isAskedFor = options.mocks !== undefined || testCase !== undefined;
  if (!isFile && !isAskedFor) return undefined;
  const found = findMocks(definition, {
    ...(typeof mocks === "string" && { file: mocks }),
    ...(typeof mocks === "object" && { content: JSON.parse(JSON.stringify(mocks)) as Json }),
    ...(testCase !== undefined && { testCase }),
  });
  if (found.kind === "faulty") throw usageError(found.message);
  if (found.kind === "mocks") return found.mocks;
  if (found.kind === "none" || (tasks !== undefined && !isAskedFor)) return undefined;
  const cases = found.cases.map((name) => `"${name}"`).join(", ");
  throw usageError(`"${found.file}" has several test cases: choose one of ${cases} by "testCase".`);
}

/** How a task fails that nothing answers: with what to write. */
function unanswered(invoke: Invoke, reason: string, services: Router["services"]) {
  const { state } = invoke.call;
  const answer = `tasks: { ${JSON.stringify(state)}: () => (${JSON.stringify(skeletonResult(invoke))}) }`;
  const hasStandIn = standInHint(invoke.resource, services) !== undefined;
  const standIn = hasStandIn ? ', or the stand-in of its service: tasks: [{ kind: "builtin" }]' : "";
  const cause =
    reason === ""
      ? `Nothing answers the task "${state}", which calls ${invoke.resource}. Give it a function: ${answer}${standIn}.`
      : `The task "${state}" can't run: ${reason}`;
  return { error: "Statecraft.NoHandler", cause, terminal: true } as const;
}
