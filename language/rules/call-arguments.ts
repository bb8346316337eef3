import {
  type Call,
  type Catalogue,
  callOf,
  type IntegrationParameter,
  mapCall,
  membersOf,
  type ParameterSet,
  type ParameterType,
  parameterType,
} from "../catalogue/index.ts";
import { hasPlaceholder, isPlaceholder, type Model, type State } from "../model/index.ts";
import { type Member, member, type ObjectNode, type SyntaxNode, stringValue, valueAt } from "../syntax/index.ts";
import type { Subject } from "./rule.ts";

/** A Task whose action is known, or what a Map state reads its items with or writes its results with. */
export interface KnownTask {
  readonly state: State;
  /** The object that holds the resource and what is given to it: the state itself, or a reader or writer. */
  readonly node: ObjectNode;
  /** Its `Resource`. */
  readonly resource: SyntaxNode;
  readonly call: Call;
}

/** An object that is given to an action, or one within it, whose members are known. */
export interface ArgumentObject extends Omit<KnownTask, "node"> {
  readonly node: ObjectNode;
  /** The field that holds it, or the parameter; the field itself for the outermost. */
  readonly holder: Member;
  /** Whether it is the whole of what is given. */
  readonly isOutermost: boolean;
  readonly set: ParameterSet;
  readonly given: readonly GivenParameter[];
}

export interface GivenParameter {
  readonly member: Member;
  /** Its name, `QueueUrl` for the keys `QueueUrl` and `QueueUrl.$`. */
  readonly name: string;
  /** Whether its value is computed when the task runs. */
  readonly isComputed: boolean;
  /** Undefined for a name that isn't known. */
  readonly parameter: IntegrationParameter | undefined;
  readonly type: ParameterType | undefined;
}

/** The Tasks of a document whose actions are known; none without a catalogue. */
export function knownTasks({ model, catalogue }: Subject): readonly KnownTask[] {
  if (!catalogue) return [];
  return model.states.flatMap((state) => {
    const resource = state.type === "Task" ? state.field("Resource") : undefined;
    const call = resource?.kind === "string" ? callOf(catalogue, resource.value) : undefined;
    return resource && call ? [{ state, node: state.node, resource, call }] : [];
  });
}

function knownReaders({ parts }: Model, catalogue: Catalogue): readonly KnownTask[] {
  return parts.flatMap(({ kind, node, state }) => {
    if (!state || (kind !== "ItemReader" && kind !== "ResultWriter")) return [];
    const resource = valueAt(node, "Resource");
    const call = mapCall(catalogue, kind, stringValue(resource) ?? "");
    return resource && call ? [{ state, node, resource, call }] : [];
  });
}

const known = new WeakMap<Model, readonly ArgumentObject[]>();

/** Every object that the Tasks of a document give to their actions and whose members are known; found once. */
export function argumentObjects(subject: Subject): readonly ArgumentObject[] {
  const { model, catalogue } = subject;
  if (!catalogue) return [];
  const before = known.get(model);
  if (before) return before;
  const tasks = [...knownTasks(subject), ...knownReaders(model, catalogue)];
  const found = tasks.flatMap((task) => objectsOf(task, catalogue));
  known.set(model, found);
  return found;
}

interface Pending {
  readonly node: SyntaxNode;
  readonly holder: Member;
  readonly type: ParameterType;
  readonly isOutermost: boolean;
}

function objectsOf(task: KnownTask, catalogue: Catalogue): readonly ArgumentObject[] {
  const { state, call } = task;
  const holder = member(task.node, state.queryLanguage === "JSONata" ? "Arguments" : "Parameters");
  if (!holder) return [];
  const found: ArgumentObject[] = [];
  const type: ParameterType = { kind: "members", set: () => call };
  const pending: Pending[] = [{ node: holder.value, holder, type, isOutermost: true }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, type, holder, isOutermost } = next;
    const inner: Pending[] = [];
    if (node.kind === "array" && type.kind === "list" && type.of) {
      for (const item of node.items) inner.push({ node: item, holder, type: type.of, isOutermost: false });
    }
    if (node.kind === "object" && !isPlaceholder(node)) {
      const set = membersOf(type);
      const given = set ? givenIn(node, set, state, catalogue) : [];
      if (set) found.push({ ...task, node, holder, isOutermost, set, given });
      for (const each of given) {
        if (each.type && !each.isComputed)
          inner.push({ node: each.member.value, holder: each.member, type: each.type, isOutermost: false });
      }
      if (type.kind === "map" && type.of) {
        for (const each of node.members)
          inner.push({ node: each.value, holder: each, type: type.of, isOutermost: false });
      }
    }
    for (const each of inner.toReversed()) pending.push(each);
  }
  return found;
}

function givenIn(
  { members }: ObjectNode,
  set: ParameterSet,
  { queryLanguage }: State,
  catalogue: Catalogue,
): readonly GivenParameter[] {
  const byName = namesOf(set);
  return members.map((each) => {
    const key = each.key.value;
    const isPath = queryLanguage === "JSONPath" && key.endsWith(".$");
    const name = isPath ? key.slice(0, -".$".length) : key;
    const parameter = byName.get(name);
    const type = parameter && parameterType(catalogue, parameter);
    return { member: each, name, isComputed: isPath || isComputed(each.value, queryLanguage), parameter, type };
  });
}

const indexes = new WeakMap<ParameterSet, ReadonlyMap<string, IntegrationParameter>>();

function namesOf(set: ParameterSet): ReadonlyMap<string, IntegrationParameter> {
  const index = indexes.get(set) ?? new Map(set.parameters.map((parameter) => [parameter.name, parameter]));
  indexes.set(set, index);
  return index;
}

/** Whether the text of a document doesn't say a value: an expression makes it, or a template fills it in. */
export function isComputed(node: SyntaxNode, queryLanguage: State["queryLanguage"]): boolean {
  if (isPlaceholder(node)) return true;
  return queryLanguage === "JSONata" && /^\{%/.test(stringValue(node) ?? "");
}

/** Whether an object has members whose names only deployment tells. */
export function hasOpenNames({ members }: ObjectNode): boolean {
  return members.some(({ key }) => hasPlaceholder(key.value) || key.value === "<<");
}
