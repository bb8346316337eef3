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
import type { Member, ObjectNode, SyntaxNode } from "../syntax/index.ts";
import { pointer } from "../text/index.ts";
import type { State, StateMachine } from "./state-machine.ts";

/** An object of a document whose fields the language's table gives: a machine, a state, a retrier, … */
export interface Part {
  readonly node: ObjectNode;
  readonly kind: ObjectName | "State";
  readonly spec: ObjectSpec;
  /** Where it stands in the document. */
  readonly path: string;
  readonly machine: StateMachine;
  /** The state that it is or belongs to; undefined for machines' own fields. */
  readonly state?: State;
  readonly queryLanguage: QueryLanguage;
  /** The object around it, and the field there that holds it. */
  readonly parent?: Part;
  readonly field?: string;
}

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
    const inner: Part[] = [];
    for (const member of part.node.members) {
      const field = part.spec.fields[member.key.value];
      if (field?.of) for (const held of heldParts(part, member, field)) inner.push(held);
    }
    for (const held of inner.toReversed()) pending.push(held);
  }
  return found;
}

function machinePart(
  machine: StateMachine,
  kind: ObjectName,
  parent: Part | undefined,
  field: string | undefined,
): Part {
  const { node, path, queryLanguage, owner } = machine;
  return {
    node,
    kind,
    spec: objectSpecs[kind],
    path,
    machine,
    queryLanguage,
    ...(owner && { state: owner }),
    ...(parent && { parent }),
    ...(field && { field }),
  };
}

function heldParts(parent: Part, { key, value }: Member, spec: FieldSpec): Part[] {
  const path = pointer(parent.path, key.value);
  if (spec.type === "map") return stateParts(parent, key.value);
  const children = parent.state?.children ?? [];
  const machines = children.length > 0 ? new Map(children.map((child) => [child.path, child])) : NO_MACHINES;
  if (spec.type === "record") return toPart(parent, key.value, spec.of, value, path, machines);
  if (value.kind !== "array") return [];
  return value.items.flatMap((item, index) => {
    return toPart(parent, key.value, spec.of, item, pointer(path, index), machines);
  });
}

const NO_MACHINES: ReadonlyMap<string, StateMachine> = new Map();

function toPart(
  parent: Part,
  field: string,
  kind: string | undefined,
  node: SyntaxNode,
  path: string,
  machines: ReadonlyMap<string, StateMachine>,
): Part[] {
  if (node.kind !== "object" || !isObjectName(kind)) return [];
  const machine = machines.size > 0 ? machines.get(path) : undefined;
  if (machine?.node === node) return [machinePart(machine, kind, parent, field)];
  const { state, queryLanguage, machine: around } = parent;
  const part = { node, kind, spec: objectSpecs[kind], path, machine: around, queryLanguage, parent, field };
  return [state ? { ...part, state } : part];
}

function stateParts(parent: Part, field: string): Part[] {
  // A machine that the model lacks, such as one under a key given twice, has no states of its own to go on with.
  if (parent.machine.node !== parent.node) return [];
  return [...parent.machine.states.values()].map((state) => ({
    node: state.node,
    kind: "State",
    spec: stateSpecOf(state.type),
    path: state.path,
    machine: state.machine,
    state,
    queryLanguage: state.queryLanguage,
    parent,
    field,
  }));
}
