import { isTerminal, referencesTo, type State, type Transition } from "../../model/index.ts";
import { stateSpecs } from "../../spec/index.ts";
import { stringValue, toJson, valueAt } from "../../syntax/index.ts";
import { code, inert } from "../place/inert.ts";

/** A state in short, as Markdown: its type, what it calls, the ways into it and out of it, what happens on errors. */
export function stateCard(state: State): string {
  const { name, type } = state;
  const comment = stringValue(state.field("Comment"));
  const lines = [
    ["Calls", calls(state)],
    ["From", waysIn(state)],
    ["To", waysOut(state)],
    ["Retries", retries(state)],
    ["Time limit", timeLimits(state)],
  ].flatMap(([title, text]) => (text ? [`- ${title}: ${text}`] : []));
  const heading = `**${inert(name)}**: ${type ? `${type} state, ${state.queryLanguage}` : "a state without a known type"}`;
  const doc = comment ? inert(comment) : type ? stateSpecs[type].doc : "";
  return [heading, doc, lines.join("\n")].filter(Boolean).join("\n\n");
}

function calls(state: State): string | undefined {
  const resource = state.type === "Task" ? stringValue(state.field("Resource")) : undefined;
  const input = state.field("Arguments") ?? state.field("Parameters");
  const target = stringValue(valueAt(input, "FunctionName")) ?? stringValue(valueAt(input, "StateMachineArn"));
  return resource && code(resource) + (target ? ` with ${code(target)}` : "");
}

function waysIn(state: State): string | undefined {
  const isStart = state.machine.startAt?.target === state;
  const from = referencesTo(state).flatMap((reference) => ("from" in reference ? [reference as Transition] : []));
  const names = [
    ...(isStart ? ["the start"] : []),
    ...shortened(from.map((way) => `${inert(way.from.name)}${how(way)}`)),
  ];
  return names.length > 0 ? names.join(", ") : "nowhere";
}

function waysOut(state: State): string | undefined {
  const ways = shortened(state.transitions.map((way) => `${inert(way.name)}${how(way)}`));
  return [...ways, ...(isTerminal(state) ? ["the end"] : [])].join(", ") || undefined;
}

function how({ kind, order, source }: Transition): string {
  if (kind === "next") return "";
  if (kind === "default") return " (by default)";
  if (kind === "choice") return ` (rule ${order + 1})`;
  const errors = valueAt(source, "ErrorEquals");
  const names = errors?.kind === "array" ? errors.items.map(stringValue).filter(Boolean).join(", ") : "";
  return names ? ` (on ${inert(names)})` : " (on an error)";
}

const shortened = (names: readonly string[]): readonly string[] =>
  names.length > 12 ? [...names.slice(0, 12), `${names.length - 12} more`] : names;

/** How long the task may take, and how long it may be silent; the default is said of tasks that wait for somebody. */
function timeLimits(state: State): string | undefined {
  if (state.type !== "Task") return undefined;
  const given = (seconds: string, path: string): string | undefined => {
    const value = state.field(seconds);
    if (value?.kind === "literal") return `${Number(value.value).toLocaleString("en-US")} s`;
    const text = stringValue(value) ?? stringValue(state.field(path));
    return text && code(text);
  };
  const timeout = given("TimeoutSeconds", "TimeoutSecondsPath");
  const heartbeat = given("HeartbeatSeconds", "HeartbeatSecondsPath");
  const waits = /\.waitForTaskToken|:activity:/.test(stringValue(state.field("Resource")) ?? "");
  const limit = timeout ?? (waits ? "none (99,999,999 s)" : undefined);
  return [limit, heartbeat && `a sign of life every ${heartbeat}`].filter(Boolean).join(", ") || undefined;
}

/** The language's defaults stand for what a retrier leaves out. Reference, section 8.3. */
function retries(state: State): string | undefined {
  const list = state.field("Retry");
  if (list?.kind !== "array") return undefined;
  const texts = list.items.flatMap((retrier) => {
    if (retrier.kind !== "object") return [];
    const errors = valueAt(retrier, "ErrorEquals");
    const names = errors?.kind === "array" ? errors.items.map(stringValue).filter(Boolean).join(", ") : "";
    const number = (field: string, otherwise: number): string => {
      const node = valueAt(retrier, field);
      return node ? String(toJson(node)) : String(otherwise);
    };
    const [attempts, interval, rate] = [
      number("MaxAttempts", 3),
      number("IntervalSeconds", 1),
      number("BackoffRate", 2),
    ];
    return [
      `${inert(names)} up to ${inert(attempts)} times, after ${inert(interval)} s, then ${inert(rate)} times as long`,
    ];
  });
  return shortened(texts).join("; ") || undefined;
}
