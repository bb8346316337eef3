import {
  isTerminal,
  type Model,
  reachableStates,
  type State,
  type StateMachine,
  type Transition,
} from "../model/index.ts";
import { stringValue } from "../syntax/index.ts";
import { pointer } from "../text/index.ts";
import { edgeTexts, toldApart } from "./edge-text.ts";
import type { GraphEdge, GraphLevel, GraphModel, GraphNode } from "./graph-model.ts";
import { isDistributed, stateDetail } from "./state-detail.ts";
import { awaitedBy, calleeOf } from "./task-detail.ts";

/**
 * The graph of a document's machine. Whatever the text lacks is drawn as such: missing targets, unknown types, states that
 * nothing leads to, names given twice. Never throws; iterative, and bounded in depth.
 */
export function buildGraph(model: Model, machine: StateMachine | undefined = model.machines[0]): GraphModel {
  if (!machine || machine.states.size === 0) return { levels: [] };
  const machines = withNested(machine);
  const names = new Map<string, number>();
  for (const { states } of machines) for (const name of states.keys()) names.set(name, (names.get(name) ?? 0) + 1);
  return { levels: machines.map((each) => levelOf(each, (name) => (names.get(name) ?? 0) > 1)) };
}

/** Boxes within more boxes than this are too small or too far away to be seen. */
const MAX_NESTING = 200;

/** A machine and the machines in it, outer before inner, branches in order. */
function withNested(root: StateMachine): readonly StateMachine[] {
  const found: StateMachine[] = [];
  const pending = [{ machine: root, nesting: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { machine, nesting } = next;
    found.push(machine);
    if (nesting === MAX_NESTING) continue;
    const children = [...machine.states.values()].flatMap((state) => state.children);
    for (const child of children.toReversed()) pending.push({ machine: child, nesting: nesting + 1 });
  }
  return found;
}

function levelOf(machine: StateMachine, isTaken: (name: string) => boolean): GraphLevel {
  const reachable = machine.startAt?.target ? reachableStates(machine) : undefined;
  const isLost = (state: State): boolean => reachable?.has(state) === false;
  const edges = edgesOf(machine, isLost);
  const states = [...machine.states.values()].map((state) => stateNode(state, isTaken(state.name), isLost(state)));
  const known = new Set(states.map(({ id }) => id));
  const lost = new Set(states.flatMap(({ id, unreachable }) => (unreachable ? [id] : [])));
  const ghosts = new Map<string, GraphNode>();
  const ends = new Map<string, GraphNode>();
  for (const { from, to, kind } of edges) {
    if (kind === "end") ends.set(to, { ...plainNode(to, "end", "End"), unreachable: lost.has(from) });
    else if (!known.has(to)) ghosts.set(to, plainNode(to, "missing", missingName(machine, to)));
  }
  return {
    id: machine.path,
    ...(machine.owner && { owner: machine.owner.path }),
    nodes: [
      ...(machine.startAt ? [plainNode(`${machine.path}#start`, "start", "Start")] : []),
      ...states,
      ...overwritten(machine),
      ...ghosts.values(),
      ...ends.values(),
    ],
    edges,
  };
}

/** States that nothing leads to have ends of their own: they'd be drawn as a part of what the machine does. */
function edgesOf(machine: StateMachine, isLost: (state: State) => boolean): readonly GraphEdge[] {
  const found: GraphEdge[] = [];
  const { startAt, path } = machine;
  if (startAt) found.push({ ...plainEdge, from: `${path}#start`, to: targetId(machine, startAt.name), kind: "start" });
  for (const state of machine.states.values()) {
    const transitions = state.transitions.filter(({ node }) => node.kind !== "missing");
    const catches = transitions.filter(({ kind }) => kind === "catch");
    const others = transitions.filter(({ kind }) => kind !== "catch").map(edgeOf);
    found.push(...(others.length > 1 ? toldApart(others) : others));
    if (isTerminal(state) && state.type !== "Fail") {
      found.push({ ...plainEdge, from: state.path, to: `${isLost(state) ? state.path : path}#end`, kind: "end" });
    }
    for (const each of catches) found.push(edgeOf(each));
  }
  return found;
}

const plainEdge = { order: 0, label: "", title: "" } as const;

function edgeOf(transition: Transition): GraphEdge {
  const { from, name, kind, order } = transition;
  return { from: from.path, to: targetId(from.machine, name), kind, order, ...edgeTexts(transition) };
}

const targetId = (machine: StateMachine, name: string): string => pointer(machine.path, "States", name);

function missingName(machine: StateMachine, id: string): string {
  const step = id.slice(`${machine.path}/States/`.length).replaceAll("~1", "/").replaceAll("~0", "~");
  return step || "(no name)";
}

function stateNode(state: State, duplicate: boolean, unreachable: boolean): GraphNode {
  const detail = stateDetail(state);
  const comment = stringValue(state.field("Comment"));
  const calls = state.type === "Task" ? calleeOf(state) : undefined;
  const waits = state.type === "Task" ? awaitedBy(state) : undefined;
  return {
    id: state.path,
    type: state.type ?? "unknown",
    label: state.name,
    ...(detail && { detail }),
    ...(comment && { comment }),
    retriers: lengthOf(state, "Retry"),
    catchers: lengthOf(state, "Catch"),
    unreachable,
    ...(calls && { calls }),
    ...(waits && { waits }),
    ...(isDistributed(state) && { distributed: true }),
    ...(duplicate && { duplicate: true }),
  };
}

function lengthOf(state: State, field: string): number {
  const node = state.field(field);
  return node?.kind === "array" ? node.items.length : 0;
}

function plainNode(id: string, type: GraphNode["type"], label: string): GraphNode {
  return { id, type, label, retriers: 0, catchers: 0, unreachable: false };
}

/** States whose name a later one of the same `States` took; a reader of the text sees them, the service doesn't. */
function overwritten({ node, states, path }: StateMachine): readonly GraphNode[] {
  const container = node.members.findLast(({ key }) => key.value === "States")?.value;
  const found: GraphNode[] = [];
  if (container?.kind !== "object" || container.members.length === states.size) return found;
  for (const { key, value } of container.members) {
    if (value.kind !== "object" || states.get(key.value)?.node === value) continue;
    const id = `${pointer(path, "States", key.value)}#${found.length + 2}`;
    found.push({ ...plainNode(id, "unknown", key.value), detail: "name given twice", duplicate: true });
  }
  return found;
}
