import { edgeTexts } from "../../graph/index.ts";
import { type Reference, referencesTo, type State, type StateMachine, type Transition } from "../../model/index.ts";
import { member, stringValue } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { calledBy, plainName } from "../expressions/callee.ts";
import { namedStateAt, wholeSpan } from "../place/named-state.ts";
import { machineKind, type OutlineKind, stateKind } from "./symbols.ts";

/** A state, or a machine that stands on its own, as a place that executions come to and go from. */
export interface FlowPlace {
  /** The JSON Pointer of the state or the machine. */
  readonly path: string;
  readonly kind: OutlineKind;
  /** Undefined for a machine, which is called after its file or its template. */
  readonly name?: string;
  /** A word or two: the state's type. */
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** A way between two places, and where the text says so. */
export interface FlowWay {
  readonly place: FlowPlace;
  /** `rule 2: $.paid == true; otherwise`; empty for a plain `Next`. */
  readonly how: string;
  readonly at: readonly Span[];
}

/** A machine that a task starts: by its name, as plain as it can be told from the text. */
export interface StartedMachine {
  readonly name: string;
  readonly at: Span;
}

/** The state that is named at an offset; at the beginning of a machine the machine. */
export function flowPlaceAt(document: Document, offset: number): FlowPlace | undefined {
  const named = namedStateAt(document, offset);
  if (named) return statePlace(named.state);
  const machine = document.model.machines.find(({ node }) => {
    const start = member(node, "StartAt")?.key.span;
    return start && start.start <= offset && offset <= start.end;
  });
  return machine && machinePlace(machine);
}

/** The place that a path names. */
export function flowPlace({ model }: Document, path: string): FlowPlace | undefined {
  const state = model.states.find((each) => each.path === path);
  const machine = state ? undefined : model.machines.find((each) => each.path === path);
  return (state && statePlace(state)) ?? (machine && machinePlace(machine));
}

/** The ways that lead to a place: transitions, the state around it whose branch or iteration begins there, its machine. */
export function waysInto({ model }: Document, path: string): readonly FlowWay[] {
  const state = model.states.find((each) => each.path === path);
  if (!state) return [];
  const ways = referencesTo(state).map((reference): FlowWay => {
    const at = [reference.node.span];
    if (isTransition(reference)) return { place: statePlace(reference.from), how: howOf(reference), at };
    const { machine } = state;
    if (!machine.owner) return { place: machinePlace(machine), how: "starts here", at };
    return { place: statePlace(machine.owner), how: branchName(machine), at };
  });
  return joined(ways);
}

/** The ways that lead from a place: transitions, where branches and iterations begin, where a machine begins. */
export function waysFrom({ model }: Document, path: string): readonly FlowWay[] {
  const state = model.states.find((each) => each.path === path);
  const machines = state ? state.children : model.machines.filter((each) => each.path === path);
  const starts = machines.flatMap((machine): readonly FlowWay[] => {
    const { startAt } = machine;
    if (!startAt?.target) return [];
    const how = state ? branchName(machine) : "starts here";
    return [{ place: statePlace(startAt.target), how, at: [startAt.node.span] }];
  });
  const transitions = (state?.transitions ?? []).flatMap((way): readonly FlowWay[] =>
    way.target ? [{ place: statePlace(way.target), how: howOf(way), at: [way.node.span] }] : [],
  );
  return joined([...starts, ...transitions]);
}

/** The machine that a state's task starts, where the text names it. */
export function startedMachine({ model }: Document, path: string): StartedMachine | undefined {
  const state = model.states.find((each) => each.path === path);
  return state && startedBy(state);
}

function startedBy(state: State): StartedMachine | undefined {
  const called = calledBy(state);
  const text = called?.kind === "machine" ? stringValue(called.node) : undefined;
  if (called?.kind !== "machine" || text === undefined || text.startsWith("{%")) return undefined;
  return { name: plainName(text), at: called.node.span };
}

/** Every task that starts a machine by a name. */
export function* startsIn({ model }: Document): Generator<{ readonly place: FlowPlace } & StartedMachine> {
  for (const state of model.states) {
    const started = startedBy(state);
    if (started) yield { place: statePlace(state), ...started };
  }
}

const isTransition = (reference: Reference): reference is Transition => "from" in reference;

function howOf(way: Transition): string {
  const { label } = edgeTexts(way);
  if (way.kind === "catch") return `on ${label}`;
  if (way.kind === "choice") return label.startsWith("rule ") ? label : `rule ${way.order + 1}: ${label}`;
  return label;
}

function branchName({ path }: StateMachine): string {
  const index = /\/(\d+)$/.exec(path)?.[1];
  return index === undefined ? "each item" : `branch ${Number(index) + 1}`;
}

function statePlace(state: State): FlowPlace {
  const { path, name, nameNode, type } = state;
  const detail = type ?? "unknown type";
  return { path, kind: stateKind(state), name, detail, span: wholeSpan(state), nameSpan: nameNode.span };
}

function machinePlace(machine: StateMachine): FlowPlace {
  const { node, path } = machine;
  const nameSpan = member(node, "StartAt")?.key.span ?? { start: node.span.start, end: node.span.start };
  return { path, kind: machineKind, detail: "state machine", span: node.span, nameSpan };
}

/** Ways between the same places are one, with what is said of each. */
function joined(ways: readonly FlowWay[]): readonly FlowWay[] {
  const found = new Map<string, FlowWay>();
  for (const { place, how, at } of ways) {
    const known = found.get(place.path);
    const hows = [known?.how, how].filter(Boolean).join("; ");
    found.set(place.path, { place, how: hows, at: [...(known?.at ?? []), ...at] });
  }
  return [...found.values()];
}
