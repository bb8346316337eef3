import { type IntrinsicCall, jsonataSource, parseIntrinsic, parseMarked, parsePath } from "../expressions/index.ts";
import { evaluatedTexts, type Part, type State } from "../model/index.ts";
import { comparisons, type Operand } from "../spec/index.ts";
import { type Member, stringValue, toJson, valueAt } from "../syntax/index.ts";
import type { Json } from "../text/index.ts";
import type { Document } from "./document.ts";

/**
 * An input that has whatever the definition reads of it, as far as that can be told: the fields that states read before
 * something else takes the input's place. Values are of the type that a Choice state compares them with, else empty.
 */
export function sampleInput({ model }: Document): Json {
  const [machine] = model.machines;
  const start = machine?.startAt?.target;
  const partsOfState = new Map<State | undefined, Part[]>();
  for (const part of model.parts) partsOfState.set(part.state, [...(partsOfState.get(part.state) ?? []), part]);
  const states = start ? statesWithInput(start) : [];
  const made = new Set(states.flatMap((state) => keysMade(state, partsOfState.get(state) ?? [])));
  const reads = states.flatMap((state) => (partsOfState.get(state) ?? []).flatMap(readsOf));
  return withAll(reads.filter(({ keys }) => !made.has(keys[0] ?? "")));
}

/** A place in the input that is read, with a value that may stand there. */
interface Read {
  readonly keys: readonly (string | number)[];
  readonly value: Json | undefined;
}

/** The states that get the input, with or without additions: those behind a state that replaces it don't. Iterative. */
function statesWithInput(start: State): readonly State[] {
  const found = new Set([start]);
  for (const state of found) {
    for (const { target, kind, source } of state.transitions) {
      const keeps = kind === "catch" ? valueAt(source, "ResultPath") !== undefined : keepsInput(state);
      if (target && keeps) found.add(target);
    }
  }
  return [...found];
}

function keepsInput(state: State): boolean {
  const replaces = (name: string): boolean => state.field(name) !== undefined;
  if (replaces("Output") || replaces("OutputPath")) return false;
  const resultPath = state.field("ResultPath");
  if (resultPath) return stringValue(resultPath) !== "$";
  return (
    state.type === "Choice" ||
    state.type === "Wait" ||
    (state.type === "Pass" && !["Parameters", "Result"].some(replaces))
  );
}

/** What a state or its catchers put into the input: `price` for the `ResultPath` `$.price.total`. */
function keysMade(state: State, parts: readonly Part[]): readonly (string | number)[] {
  const texts = [state.field("ResultPath"), ...parts.map(({ node }) => valueAt(node, "ResultPath"))].map(stringValue);
  return texts.flatMap((text) => (text === undefined ? [] : (keysOf(text) ?? [])).slice(0, 1));
}

/** Fields that see the result, not the input. */
const afterwards: ReadonlySet<string> = new Set(["ResultSelector", "ResultPath", "OutputPath", "Assign"]);

function readsOf(part: Part): readonly Read[] {
  const isJsonata = part.queryLanguage === "JSONata";
  return evaluatedTexts(part).flatMap(({ field, node, member }): readonly Read[] => {
    if (isJsonata) return jsonataReads(node.value);
    if (afterwards.has(field)) return [];
    const isTemplate = member.key.value !== field || field === "Parameters" || field === "ItemSelector";
    if (isTemplate && !member.key.value.endsWith(".$")) return [];
    const value = field === "Variable" ? comparedValue(part.node.members) : field === "ItemsPath" ? [] : undefined;
    return pathTexts(node.value).flatMap((text) => {
      const keys = keysOf(text);
      return keys && keys.length > 0 ? [{ keys, value }] : [];
    });
  });
}

/** The paths in a text: itself, or those that an intrinsic function gets. Iterative. */
function pathTexts(text: string): readonly string[] {
  if (!text.startsWith("States.")) return [text];
  const parsed = parseIntrinsic(text);
  const calls: IntrinsicCall[] = parsed.ok ? [parsed.value] : [];
  const found: string[] = [];
  for (const call of calls) {
    for (const argument of call.arguments) {
      if (argument.kind === "path") found.push(argument.path.text);
      if (argument.kind === "call") calls.push(argument);
    }
  }
  return found;
}

/** The keys of a path into the input, up to the first step that names several places. */
function keysOf(text: string): readonly (string | number)[] | undefined {
  const parsed = parsePath(text);
  if (!parsed.ok || parsed.value.root.kind !== "input") return undefined;
  const keys: (string | number)[] = [];
  for (const step of parsed.value.steps) {
    const [name, index] =
      step.kind === "property" ? [step.names[0]?.name] : step.kind === "index" ? [0, step.indexes[0]] : [];
    if (name === undefined || (index !== undefined && index !== 0)) break;
    keys.push(name);
  }
  return keys;
}

function jsonataReads(text: string): readonly Read[] {
  const marked = jsonataSource(text);
  const parsed = marked && parseMarked(marked);
  if (!parsed?.ok) return [];
  return parsed.value.uses.variables.flatMap(({ name, names, isLocal }) => {
    const [first, ...rest] = names.map((each) => each.name);
    return name === "states" && first === "input" && rest.length > 0 && !isLocal
      ? [{ keys: rest, value: undefined }]
      : [];
  });
}

/** The value that a rule compares with, or one of its type. */
function comparedValue(members: readonly Member[]): Json | undefined {
  for (const { key, value } of members) {
    const comparison = comparisons.get(key.value);
    if (!comparison) continue;
    return comparison.path || comparison.operand === "test" ? samples[comparison.operand] : toJson(value);
  }
  return undefined;
}

const samples: { readonly [O in Operand]: Json | undefined } = {
  string: "",
  number: 0,
  boolean: true,
  timestamp: "2026-01-01T00:00:00Z",
  pattern: "",
  test: undefined,
};

/** One value in which all places exist. Where one place is within another, the inner one counts. */
function withAll(reads: readonly Read[]): Json {
  const root: Branch = {};
  for (const { keys, value } of reads) put(root, keys, value);
  return root;
}

type Branch = { [key: string | number]: Json };

function put(root: Branch, keys: readonly (string | number)[], value: Json | undefined): void {
  let holder = root;
  for (const [index, key] of keys.entries()) {
    const held = Object.hasOwn(holder, key) ? holder[key] : undefined;
    if (index === keys.length - 1) {
      // Another reader may know better what stands here.
      if (held === undefined || (held === "" && value !== undefined)) define(holder, key, value ?? "");
    } else if (typeof held === "object" && held !== null) holder = held as Branch;
    else holder = define(holder, key, typeof keys[index + 1] === "number" ? [] : {}) as Branch;
  }
}

/** Also for names such as `__proto__`. */
function define(holder: Branch, key: string | number, value: Json): Json {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
  return value;
}
