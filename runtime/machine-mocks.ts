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
      tasks.push({ state: state.name, result: taskSkeleton(resource, state) });
    }
  }
  return mockConfigOf(name, tasks);
}

/** A result of the shape that a task's service gives, with what its state reads of it, to be filled in by a person. */
export const taskSkeleton = (resource: string, state: State | undefined): JsonObject =>
  withReads(skeletonResult({ resource }), state ? readsOf(state) : []);

/** What is known of a task's payload before it runs. */
function payloadOf(state: State): Json {
  const field = state.field("Arguments") ?? state.field("Parameters");
  return field ? toJson(field) : {};
}

/** A place in the result of a task that something reads, and what stands there until a person fills it in. */
interface Read {
  readonly path: readonly string[];
  readonly empty: Json;
}

/** What a state reads of its result, and what states behind it read of that in their input. */
const readsOf = (state: State): readonly Read[] => [...ownReads(state), ...laterReads(state)];

/** By ResultSelector in JSONPath, by `$states.result` in JSONata. */
function ownReads(state: State): readonly Read[] {
  const inPaths = readsIn(state, ["ResultSelector"], /^\$((?:\.\w+)+)$/g);
  return [...inPaths, ...readsIn(state, ["Output", "Assign"], /\$states\.result((?:\.\w+)+)/g)];
}

/**
 * A result that is the whole output concerns the states that come next; one that has a place of its own in it, whichever names
 * that place. One that is made into something else first is read in its own state.
 */
function laterReads(state: State): readonly Read[] {
  if (["ResultSelector", "OutputPath", "Output"].some((name) => state.field(name))) return [];
  const field = state.field("ResultPath");
  const place =
    field === undefined ? "" : field.kind === "string" ? /^\$((?:\.\w+)*)$/.exec(field.value)?.[1] : undefined;
  if (place === undefined) return [];
  const targets = state.transitions.flatMap(({ kind, target }) => (kind === "next" && target ? target : []));
  const readers = place === "" ? targets : [...state.machine.states.values()].filter((other) => other !== state);
  return readers.flatMap((reader) => {
    const input = reader.queryLanguage === "JSONata" ? String.raw`\$states\.input` : String.raw`(?<![\w$])\$`;
    const names = reader.node.members.map(({ key }) => key.value);
    return readsIn(reader, names, new RegExp(`${input}${place.replaceAll(".", "\\.")}((?:\\.\\w+)+)`, "g"));
  });
}

/** What a Map state goes through is a list; everything else may be a text. */
const LISTS: ReadonlySet<string> = new Set(["ItemsPath", "Items"]);

function readsIn(state: State, fields: readonly string[], pattern: RegExp): readonly Read[] {
  return fields.flatMap((name) => {
    const field = state.field(name);
    const found = field ? matches(field, pattern) : [];
    return found.map((path) => ({ path, empty: LISTS.has(name) ? [] : textFor(path.at(-1) ?? "") }));
  });
}

/** What a pattern finds in all the strings of a value, taken apart at its dots. */
function matches(node: Parameters<typeof toJson>[0], pattern: RegExp): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const open: Json[] = [toJson(node)];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === "string") {
      for (const [, path = ""] of value.matchAll(pattern)) found.push(path.slice(1).split("."));
    } else if (Array.isArray(value)) open.push(...value);
    else if (isJsonObject(value)) open.push(...Object.values(value));
  }
  return found;
}

/** A result with an empty value at each place that is read, where it has nothing yet. */
function withReads(result: JsonObject, reads: readonly Read[]): JsonObject {
  const whole = structuredClone(result) as { [key: string]: Json };
  for (const { path, empty } of reads) {
    let at = whole;
    for (const [depth, key] of path.entries()) {
      const isLast = depth === path.length - 1;
      if (!Object.hasOwn(at, key)) Object.defineProperty(at, key, { value: isLast ? empty : {}, ...ordinary });
      const next = at[key];
      if (isLast || !isJsonObject(next)) break;
      at = next as { [key: string]: Json };
    }
  }
  return whole;
}

/** DynamoDB writes numbers as texts, under this key. */
const textFor = (key: string): string => (key === "N" ? "0" : "");

/** Keys are data: one may be named `__proto__`. */
const ordinary = { enumerable: true, configurable: true, writable: true } as const;
