import {
  type FieldSpec,
  isObjectName,
  type ObjectName,
  type ObjectSpec,
  objectSpecs,
  type QueryLanguage,
  type StateType,
  stateSpecs,
} from "../spec/index.ts";
import type { Member, ObjectNode } from "../syntax/index.ts";
import { type Keeping, keeper, pointer } from "../text/index.ts";
import type { State, StateMachine } from "./state-machine.ts";

/** An object of a document whose fields the language's table gives: a machine, a state, a retrier, … It keeps its texts. */
export interface Part extends Keeping {
  readonly node: ObjectNode;
  readonly kind: ObjectName | "State";
  readonly spec: ObjectSpec;
  /** Where it stands in the document. */
  readonly path: string;
  readonly machine: StateMachine;
  /** The state that it is or belongs to; undefined for machines' own fields. */
  readonly state: State | undefined;
  readonly queryLanguage: QueryLanguage;
  /** The object around it, and the field there that holds it. */
  readonly parent: Part | undefined;
  readonly field: string | undefined;
}

const kept = keeper<Part>();

/** A function whose answer each part keeps. */
export const { keptBy: keptByPart } = kept;

/** The fields of a state; while its type isn't known, those of all types. */
export function stateSpecOf(type: StateType | undefined): ObjectSpec {
  return type ? stateSpecs[type] : anyState;
}

const anyState: ObjectSpec = {
  noun: "state",
  doc: "A state.",
  unknown: "unknown-state-field",
  fields: Object.assign({}, ...Object.values(stateSpecs).map(({ fields }) => fields)),
};

/** All parts of a machine in document order. Iterative. */
export function partsOf(root: StateMachine): readonly Part[] {
  const found: Part[] = [];
  const pending: Part[] = [machinePart(root, "Machine", undefined, undefined)];
  for (let part = pending.pop(); part; part = pending.pop()) {
    found.push(part);
    const first = pending.length;
    for (const member of part.node.members) {
      const field = part.spec.fields[member.key.value];
      if (field?.of) addHeldParts(part, member, field, pending);
    }
    reverseFrom(pending, first);
  }
  return found;
}

/** The last ones come first: they are taken from the end. */
function reverseFrom(list: Part[], first: number): void {
  for (let low = first, high = list.length - 1; low < high; low++, high--) {
    const [a, b] = [list[low], list[high]];
    if (a && b) [list[low], list[high]] = [b, a];
  }
}

/** Every part has the same fields in the same order: whatever looks at parts is faster for it. */
function makePart(
  node: ObjectNode,
  kind: Part["kind"],
  spec: ObjectSpec,
  path: string,
  machine: StateMachine,
  state: State | undefined,
  queryLanguage: QueryLanguage,
  parent: Part | undefined,
  field: string | undefined,
): Part {
  return { node, kind, spec, path, machine, state, queryLanguage, parent, field, kept: kept.places() };
}

function machinePart(
  machine: StateMachine,
  kind: ObjectName,
  parent: Part | undefined,
  field: string | undefined,
): Part {
  const { node, path, queryLanguage, owner } = machine;
  return makePart(node, kind, objectSpecs[kind], path, machine, owner, queryLanguage, parent, field);
}

function addHeldParts(parent: Part, { key, value }: Member, spec: FieldSpec, found: Part[]): void {
  if (spec.type === "map") {
    addStateParts(parent, key.value, found);
    return;
  }
  if (!isObjectName(spec.of)) return;
  const path = pointer(parent.path, key.value);
  const machines = machinesOf(parent);
  if (spec.type === "record") {
    if (value.kind === "object") found.push(heldPart(parent, key.value, spec.of, value, path, machines));
  } else if (value.kind === "array") {
    for (let index = 0; index < value.items.length; index++) {
      const item = value.items[index];
      if (item?.kind === "object") found.push(heldPart(parent, key.value, spec.of, item, `${path}/${index}`, machines));
    }
  }
}

const NO_MACHINES: ReadonlyMap<string, StateMachine> = new Map();

function machinesOf({ state }: Part): ReadonlyMap<string, StateMachine> {
  if (!state || state.children.length === 0) return NO_MACHINES;
  return new Map(state.children.map((child) => [child.path, child]));
}

function heldPart(
  parent: Part,
  field: string,
  kind: ObjectName,
  node: ObjectNode,
  path: string,
  machines: ReadonlyMap<string, StateMachine>,
): Part {
  const machine = machines.size > 0 ? machines.get(path) : undefined;
  if (machine?.node === node) return machinePart(machine, kind, parent, field);
  const { state, queryLanguage, machine: around } = parent;
  return makePart(node, kind, objectSpecs[kind], path, around, state, queryLanguage, parent, field);
}

function addStateParts(parent: Part, field: string, found: Part[]): void {
  // A machine that the model lacks, such as one under a key given twice, has no states of its own to go on with.
  if (parent.machine.node !== parent.node) return;
  for (const state of parent.machine.states.values()) {
    const { node, type, path, machine, queryLanguage } = state;
    found.push(makePart(node, "State", stateSpecOf(type), path, machine, state, queryLanguage, parent, field));
  }
}
