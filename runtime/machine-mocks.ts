import { isJsonObject, type Json, type JsonObject, type State, type StateMachine, toJson } from "../language/index.ts";
import { mockConfigOf, skeletonResult } from "./skeleton.ts";
import { fitsTask } from "./tasks/router.ts";
import type { TaskConfig } from "./tasks/task-config.ts";

/**
 * A mock-config file that answers every task of a machine and of those nested in it, but for those that a handler runs,
 * to be filled in by a person. Results have the shape that their service gives, with what the state reads of them.
 */
export function machineMocks(machine: StateMachine, name: string, handlers: readonly TaskConfig[] = []): Json {
  const tasks: { readonly state: string; readonly result: JsonObject }[] = [];
  const open: StateMachine[] = [machine];
  for (let next = open.shift(); next; next = open.shift()) {
    for (const state of next.states.values()) {
      for (const child of state.children) open.push(child);
      if (state.type !== "Task") continue;
      const field = state.field("Resource");
      const resource = field?.kind === "string" ? field.value : "";
      const payload = payloadOf(state);
      if (handlers.some((entry) => fitsTask(entry, { state: state.name, resource, payload }))) continue;
      tasks.push({ state: state.name, result: withReads(skeletonResult({ resource }), readsOf(state)) });
    }
  }
  return mockConfigOf(name, tasks);
}

/** What is known of a task's payload before it runs. */
function payloadOf(state: State): Json {
  const field = state.field("Arguments") ?? state.field("Parameters");
  return field ? toJson(field) : {};
}

type Path = readonly string[];

/** The paths into its result that a state reads: by ResultSelector in JSONPath, by `$states.result` in JSONata. */
function readsOf(state: State): readonly Path[] {
  const selector = state.field("ResultSelector");
  const inPaths = selector ? matches(selector, /^\$((?:\.\w+)+)$/g) : [];
  const inExpressions = ["Output", "Assign"].flatMap((name) => {
    const field = state.field(name);
    return field ? matches(field, /\$states\.result((?:\.\w+)+)/g) : [];
  });
  return [...inPaths, ...inExpressions];
}

/** What a pattern finds in all the strings of a value, taken apart at its dots. */
function matches(node: Parameters<typeof toJson>[0], pattern: RegExp): readonly Path[] {
  const found: Path[] = [];
  const open: Json[] = [toJson(node)];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === "string") {
      for (const [, path = ""] of value.matchAll(pattern)) found.push(path.slice(1).split("."));
    } else if (Array.isArray(value)) open.push(...value);
    else if (isJsonObject(value)) open.push(...Object.values(value));
  }
  return found;
}

/** A result with an empty text, or DynamoDB's text for a number, at each path where it has nothing yet. */
function withReads(result: JsonObject, paths: readonly Path[]): JsonObject {
  const whole = structuredClone(result) as { [key: string]: Json };
  for (const path of paths) {
    let at = whole;
    for (const [depth, key] of path.entries()) {
      const isLast = depth === path.length - 1;
      if (!Object.hasOwn(at, key)) Object.defineProperty(at, key, { value: isLast ? textFor(key) : {}, ...ordinary });
      const next = at[key];
      if (isLast || !isJsonObject(next)) break;
      at = next as { [key: string]: Json };
    }
  }
  return whole;
}

const textFor = (key: string): string => (key === "N" ? "0" : "");

/** Keys are data: one may be named `__proto__`. */
const ordinary = { enumerable: true, configurable: true, writable: true } as const;
