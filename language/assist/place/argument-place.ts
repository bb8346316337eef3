import {
  type Call,
  callOf,
  mapCall,
  membersOf,
  type ParameterSet,
  type ParameterType,
  parameterType,
} from "../../catalogue/index.ts";
import { buildModel, type Part } from "../../model/index.ts";
import type { QueryLanguage } from "../../spec/index.ts";
import { type Member, type ObjectNode, type Step, stringValue, valueAt } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { partsByNode } from "../expressions/expression-at.ts";
import { slotAt } from "./place.ts";
import type { Slot } from "./slot.ts";

/** A place within what a task gives to the action of a service. */
export interface ArgumentPlace {
  readonly call: Call;
  readonly queryLanguage: QueryLanguage;
  /** Whether a parameter's name stands there, or its value. */
  readonly where: "name" | "value";
  /** The type of the value, or of the object whose member is named. */
  readonly type: ParameterType;
  /** What the object may hold whose member is named, where that is known. */
  readonly set?: ParameterSet;
  /** The parameter whose value it is. */
  readonly name?: string;
  /** The object, and its member there, where they are written already. */
  readonly node?: ObjectNode;
  readonly member?: Member;
  readonly span: Span;
  /** Whether the object itself isn't written yet: its members stand in braces then. */
  readonly inBraces?: true;
}

/** What stands, or may be written, at an offset within the parameters of a service's action that is known. */
export function argumentPlaceAt(document: Document, offset: number): ArgumentPlace | undefined {
  const { catalogue } = document;
  const slot = catalogue && slotAt(document, offset);
  if (!slot) return undefined;
  const model = slot.root === document.model.root ? document.model : buildModel(slot.root);
  const parts = partsByNode(model);
  const index = slot.steps.findLastIndex(({ node }) => parts.has(node));
  const step = slot.steps[index];
  const part = step && parts.get(step.node);
  if (!part || step.member?.key.value !== argumentsField(part)) return undefined;
  const call = calledBy(document, part);
  if (!call || (slot.where === "key" && slot.target === step.node)) return undefined;
  const type = typeAt(document, slot, { kind: "members", set: () => call }, slot.steps.slice(index + 1));
  return type && placeOf(slot, call, part.queryLanguage, type);
}

/** The field that holds what an action gets, in the query language of a part. */
export const argumentsField = ({ queryLanguage }: Pick<Part, "queryLanguage">): string =>
  queryLanguage === "JSONata" ? "Arguments" : "Parameters";

/** The action that a Task calls, or a Map state reads its items with or writes its results with. */
export function calledBy({ catalogue }: Document, { kind, node, state }: Part): Call | undefined {
  const resource = stringValue(valueAt(node, "Resource"));
  if (!catalogue || resource === undefined) return undefined;
  if (kind === "ItemReader" || kind === "ResultWriter") return mapCall(catalogue, kind, resource);
  return kind === "State" && state?.type === "Task" ? callOf(catalogue, resource) : undefined;
}

/** The type at the end of a way through parameters; undefined where nothing is known of it. */
function typeAt(
  { catalogue }: Document,
  { where, target }: Slot,
  outermost: ParameterType,
  steps: readonly Step[],
): ParameterType | undefined {
  let type: ParameterType | undefined = outermost;
  let isInList = false;
  for (const { node, member, index } of steps) {
    if (!type || !catalogue || (where === "key" && node === target)) break;
    isInList = node.kind === "array";
    if (node.kind === "array")
      type = type.kind === "list" && (index !== undefined || where === "item") ? type.of : type;
    else if (member) {
      const name = member.key.value;
      const parameter = membersOf(type)?.parameters.find((each) => each.name === name);
      if (parameter) type = parameterType(catalogue, parameter);
      else type = type.kind === "map" ? type.of : undefined;
    }
  }
  // Below the name of a list nothing stands yet but a dash.
  return type?.kind === "list" && where === "item" && !isInList ? type.of : type;
}

function placeOf(slot: Slot, call: Call, queryLanguage: QueryLanguage, type: ParameterType): ArgumentPlace {
  const { where, target, member, span, isBlock, node } = slot;
  const set = membersOf(type);
  const isName = where === "key" || (where === "item" && set !== undefined && node?.kind !== "string");
  const object = target ?? undefined;
  return {
    call,
    queryLanguage,
    type,
    span,
    where: isName ? "name" : "value",
    ...(set && { set }),
    ...(!isName && { name: slot.steps.findLast((step) => step.member)?.member?.key.value ?? "" }),
    ...(object && { node: object }),
    ...(member && { member }),
    ...(where === "item" && !isBlock && { inBraces: true }),
  };
}
