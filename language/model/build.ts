import { isStateType, type QueryLanguage } from "../spec/index.ts";
import { type ObjectNode, type StringNode, type SyntaxNode, stringValue, valueAt } from "../syntax/index.ts";
import { lazy, pointer } from "../text/index.ts";
import type { Reference, State, StateMachine, StatePath, Transition } from "./state-machine.ts";

/** Whether a document is a definition by its content, whatever its name: its root has `StartAt` and `States`. */
export function isDefinition(root: SyntaxNode): boolean {
  return valueAt(root, "StartAt") !== undefined && valueAt(root, "States")?.kind === "object";
}

/** Whether a text may be a definition, at a glance: reading every JSON file to find out would be slow. */
export function mayBeDefinition(text: string): boolean {
  return text.includes("StartAt") && text.includes("States");
}

/**
 * The machine at an object, with the machines of its branches and processors. It never fails: what the text lacks is
 * undefined in the model, and so is what is nested more than `MAX_NESTING` machines deep: the service reads far less.
 */
export function buildMachine(node: ObjectNode, path = ""): StateMachine {
  const root = machineOf(node, path, undefined, declaredLanguage(node) ?? "JSONPath");
  const pending = [{ machine: root, nesting: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const nesting = next.nesting + 1;
    if (nesting > MAX_NESTING) continue;
    for (const state of next.machine.states.values()) {
      for (const machine of childMachines(state)) {
        (state.children as StateMachine[]).push(machine);
        pending.push({ machine, nesting });
      }
    }
  }
  return root;
}

/** Paths grow with the nesting, so that memory grows with its square. */
const MAX_NESTING = 2500;

function declaredLanguage(node: ObjectNode): QueryLanguage | undefined {
  const name = stringValue(valueAt(node, "QueryLanguage"));
  return name === "JSONata" || name === "JSONPath" ? name : undefined;
}

function machineOf(
  node: ObjectNode,
  path: string,
  owner: State | undefined,
  queryLanguage: QueryLanguage,
): StateMachine {
  const states = new Map<string, State>();
  const startAtNode = valueAt(node, "StartAt");
  const startAt = lazy(() => (startAtNode ? reference(startAtNode, states) : undefined));
  const machine: StateMachine = {
    node,
    path,
    owner,
    queryLanguage,
    get startAt() {
      return startAt();
    },
    states,
  };
  const container = valueAt(node, "States");
  const statesPath = pointer(path, "States");
  for (const { key, value } of container?.kind === "object" ? container.members : []) {
    if (value.kind === "object") states.set(key.value, stateOf(key, value, machine, pointer(statesPath, key.value)));
  }
  for (const state of states.values()) addTransitions(state, state.transitions as Transition[]);
  return machine;
}

function stateOf(nameNode: StringNode, node: ObjectNode, machine: StateMachine, path: string): State {
  const typeName = stringValue(valueAt(node, "Type"));
  return {
    name: nameNode.value,
    path: path as StatePath,
    type: isStateType(typeName) ? typeName : undefined,
    node,
    nameNode,
    machine,
    queryLanguage: declaredLanguage(node) ?? machine.queryLanguage,
    transitions: [],
    children: [],
    field: (name) => valueAt(node, name),
  };
}

/** Branches and processors count by their fields, so that a state whose `Type` is still being typed keeps them. */
function childMachines(state: State): readonly StateMachine[] {
  if (!mayHaveChildren(state.node)) return NO_MACHINES;
  const found: StateMachine[] = [];
  const add = (node: SyntaxNode | undefined, path: string): void => {
    if (node?.kind === "object") found.push(machineOf(node, path, state, state.machine.queryLanguage));
  };
  const branches = state.field("Branches");
  for (const [index, branch] of (branches?.kind === "array" ? branches.items : []).entries()) {
    add(branch, pointer(state.path, "Branches", index));
  }
  for (const field of ["ItemProcessor", "Iterator"]) add(state.field(field), pointer(state.path, field));
  return found;
}

const NO_MACHINES: readonly StateMachine[] = [];

function mayHaveChildren({ members }: ObjectNode): boolean {
  for (const { key } of members) {
    const name = key.value;
    if (name === "Branches" || name === "ItemProcessor" || name === "Iterator") return true;
  }
  return false;
}

function reference(node: SyntaxNode, states: ReadonlyMap<string, State>): Reference {
  const name = stringValue(node) ?? "";
  return { name, node, target: states.get(name) };
}

/** Once every state of the machine is known. All fields are looked through once: that is what takes the time. */
function addTransitions(state: State, found: Transition[]): void {
  let [choices, otherwise, next, catchers]: (SyntaxNode | undefined)[] = [];
  for (const { key, value } of state.node.members) {
    if (key.value === "Choices") choices = value;
    else if (key.value === "Default") otherwise = value;
    else if (key.value === "Next") next = value;
    else if (key.value === "Catch") catchers = value;
  }
  if (choices) addEach(state, "choice", choices, found);
  addTransition(state, "default", 0, state.node, otherwise, found);
  addTransition(state, "next", 0, state.node, next, found);
  if (catchers) addEach(state, "catch", catchers, found);
}

function addEach(from: State, kind: Transition["kind"], list: SyntaxNode, found: Transition[]): void {
  if (list.kind !== "array") return;
  for (let order = 0; order < list.items.length; order++) {
    const source = list.items[order];
    if (source?.kind === "object") addTransition(from, kind, order, source, valueAt(source, "Next"), found);
  }
}

function addTransition(
  from: State,
  kind: Transition["kind"],
  order: number,
  source: ObjectNode,
  node: SyntaxNode | undefined,
  found: Transition[],
): void {
  if (!node) return;
  const name = stringValue(node) ?? "";
  found.push({ name, node, target: from.machine.states.get(name), from, kind, order, source });
}
