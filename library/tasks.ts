import type { Json } from "../language/index.ts";
import {
  type Found,
  functionHandler,
  type LambdaContext,
  type LambdaFunction,
  matchesGlob,
  type Router,
  readTasks,
  type TaskConfig,
  type TaskFunction,
} from "../runtime/index.ts";
import { usageError } from "./errors.ts";

/**
 * What answers tasks: functions by the names of their states, in which `*` stands for any characters, or a list of such
 * objects and of entries as `statecraft.json` has them. Functions come first, then mocks, then entries in their order.
 *
 *     { ChargeCard: () => ({ paid: true }), "Notify*": () => null }
 *     [{ ChargeCard: () => ({ paid: true }) }, { kind: "builtin" }]
 */
export type Tasks = TaskFunctions | readonly (TaskFunctions | TaskEntry)[];

export interface TaskFunctions {
  readonly [state: string]: TaskFunction | LambdaFunction;
}

/** An entry of `tasks` as `statecraft.json` has it; docs/tasks.md lists the options of each kind. */
export interface TaskEntry {
  readonly kind: "mock" | "node" | "python" | "http" | "builtin";
  readonly state?: string;
  readonly resource?: string;
  readonly function?: string;
  readonly [option: string]: unknown;
}

/**
 * Plays a Lambda function with an ordinary handler: it gets the payload of the call, and its value comes back in the
 * envelope that `lambda:invoke` gives. What it throws is the function's error.
 *
 *     { ChargeCard: lambda((order) => ({ paymentId: "p-1" })) }
 */
export function lambda<Event>(handler: (event: Event, context: LambdaContext) => unknown): LambdaFunction {
  return { kind: "lambda", handler: (event, context) => handler(event as Event, context) };
}

/** `Tasks`, taken apart. */
export interface ReadTasks {
  readonly functions: readonly (readonly [state: string, answer: TaskFunction | LambdaFunction])[];
  /** Undefined where no list was given: then those of `statecraft.json` hold. */
  readonly entries: readonly TaskConfig[] | undefined;
}

export function tasksIn(tasks: Tasks | undefined): ReadTasks {
  const isList = Array.isArray(tasks);
  const parts: readonly (TaskFunctions | TaskEntry)[] = isList ? tasks : tasks === undefined ? [] : [tasks];
  const entries = parts.filter(isEntry);
  const read = readTasks(JSON.parse(JSON.stringify(entries)) as Json);
  if (!read.ok) throw usageError(read.message);
  const functions = parts.filter(isFunctions).flatMap((part) => Object.entries(part));
  for (const [state, answer] of functions) {
    if (!isAnswer(answer)) throw usageError(`"tasks" needs a function for "${state}": () => (${textOf(answer)}).`);
  }
  return { functions, entries: isList ? read.tasks : undefined };
}

const isEntry = (part: TaskFunctions | TaskEntry): part is TaskEntry => typeof part.kind === "string";

const isFunctions = (part: TaskFunctions | TaskEntry): part is TaskFunctions => !isEntry(part);

const isAnswer = (value: unknown): boolean =>
  typeof value === "function" || (typeof value === "object" && value !== null && "handler" in value);

const textOf = (value: unknown): string => JSON.stringify(value) ?? "null";

/** A router that asks functions first. With `instant` they take no time of the execution. */
export function withFunctions(router: Router, functions: ReadTasks["functions"], instant: boolean): Router {
  const found = functions.map(([state, answer]): readonly [string, Found] => [
    state,
    { kind: "handler", handler: functionHandler(answer, instant) },
  ]);
  const around = (inner: Router): Router => {
    const { forMachine } = inner;
    return {
      ...inner,
      find(invoke) {
        const own = found.find(([state]) => matchesGlob(state, invoke.call.state));
        return own ? own[1] : inner.find(invoke);
      },
      ...(forMachine && { forMachine: (name: string) => around(forMachine(name)) }),
    };
  };
  return around(router);
}
