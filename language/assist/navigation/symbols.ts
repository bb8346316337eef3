import type { State, StateMachine } from "../../model/index.ts";
import type { StateType } from "../../spec/index.ts";
import { pointerSteps, type Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { wholeSpan } from "../place/named-state.ts";

/** One entry of the outline: a state, or a branch of a Parallel state. */
export interface OutlineEntry {
  readonly name: string;
  readonly kind: OutlineKind;
  /** A few words: the state's type, and whether the machine starts there. */
  readonly detail: string;
  readonly span: Span;
  /** The name within it. */
  readonly nameSpan: Span;
  readonly children: readonly OutlineEntry[];
}

/** What an entry does, for its icon. */
export type OutlineKind =
  | "call"
  | "data"
  | "decision"
  | "time"
  | "success"
  | "failure"
  | "fork"
  | "loop"
  | "branch"
  | "machine"
  | "unknown";

const KINDS: { readonly [T in StateType]: OutlineKind } = {
  Task: "call",
  Pass: "data",
  Choice: "decision",
  Wait: "time",
  Succeed: "success",
  Fail: "failure",
  Parallel: "fork",
  Map: "loop",
};

/** What a state does. */
export const stateKind = ({ type }: State): OutlineKind => (type ? KINDS[type] : "unknown");

export const machineKind: OutlineKind = "machine";

interface Growing extends OutlineEntry {
  readonly children: Growing[];
}

/**
 * The states of a document in their order, with those of branches and item processors within them; of a template those
 * of each machine under its name. Iterative.
 */
export function outlineOf({ model }: Document): readonly OutlineEntry[] {
  const roots: Growing[] = [];
  const pending = model.machines.map((machine) => ({
    machine,
    into: machine.path === "" ? roots : machineIn(roots, machine),
  }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const state of next.machine.states.values()) {
      const entry = stateEntry(state);
      next.into.push(entry);
      for (const [index, child] of state.children.entries()) {
        pending.push({
          machine: child,
          into: state.children.length > 1 ? branchIn(entry, child, index) : entry.children,
        });
      }
    }
  }
  return roots;
}

function stateEntry(state: State): Growing {
  const { name, type, machine, nameNode } = state;
  const kind = stateKind(state);
  const detail = [type ?? "unknown type", ...(machine.startAt?.target === state ? ["starts here"] : [])].join(", ");
  // Editors refuse an outline with an empty name.
  return {
    name: name === "" ? "(no name)" : name,
    kind,
    detail,
    span: wholeSpan(state),
    nameSpan: nameNode.span,
    children: [],
  };
}

/** The list of a machine's states, within an entry of its own. */
function machineIn(roots: Growing[], { node, path, startAt }: StateMachine): Growing[] {
  const name = machineTitle(path);
  const nameSpan = { start: node.span.start, end: Math.min(node.span.start + 1, node.span.end) };
  const detail = startAt ? `state machine, from ${startAt.name}` : "state machine";
  const entry: Growing = { name, kind: "machine", detail, span: node.span, nameSpan, children: [] };
  roots.push(entry);
  return entry.children;
}

/** What a machine that stands in a template is called there: `Orders` for `/Resources/Orders/Properties/Definition`. */
export const machineTitle = (path: string): string => pointerSteps(path)[1] ?? path;

/** The list of a branch's states, within an entry of its own: only where a state has several machines. */
function branchIn(parent: Growing, { node, path, startAt }: StateMachine, index: number): Growing[] {
  const isBranch = pointerSteps(path).at(-1) === String(index);
  const name = isBranch ? `Branch ${index + 1}` : (pointerSteps(path).at(-1) ?? "");
  const span = within(node.span, parent.span);
  const nameSpan = { start: span.start, end: Math.min(span.start + 1, span.end) };
  const detail = startAt ? `from ${startAt.name}` : "";
  const entry: Growing = { name, kind: "branch", detail, span, nameSpan, children: [] };
  parent.children.push(entry);
  return entry.children;
}

/** A branch that is a YAML alias stands elsewhere: in the outline it belongs to its state. */
const within = (inner: Span, outer: Span): Span =>
  inner.start >= outer.start && inner.end <= outer.end ? inner : { start: outer.start, end: outer.start };
