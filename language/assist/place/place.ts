import { buildModel, type Part, type State, type StateMachine, stateSpecOf } from "../../model/index.ts";
import {
  type FieldSpec,
  isObjectName,
  type ObjectName,
  type ObjectSpec,
  objectSpecs,
  type QueryLanguage,
} from "../../spec/index.ts";
import type { ArrayNode, Member, ObjectNode, Step, SyntaxNode } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import { type Document, lineEnd, lineStart } from "../document.ts";
import { blockSlot } from "./block-slot.ts";
import { flowSlot } from "./flow-slot.ts";
import type { Slot } from "./slot.ts";

/** An object of the language at a place, also one of which nothing is written yet. */
export interface Holder {
  readonly kind: ObjectName | "State";
  readonly spec: ObjectSpec;
  readonly queryLanguage: QueryLanguage;
  /** Undefined for a document that is empty. */
  readonly machine?: StateMachine;
  readonly state?: State;
  readonly node?: ObjectNode;
}

/** What a place of a document is for the language. */
export type Place = FieldPlace | StateNamePlace | ValuePlace;

/** The name of a field. */
export interface FieldPlace {
  readonly kind: "field";
  readonly holder: Holder;
  readonly member?: Member;
  readonly span: Span;
  /** Whether the object itself isn't written yet: a field stands in braces then. */
  readonly inBraces?: true;
}

/** The name of a state, in `States`. */
export interface StateNamePlace {
  readonly kind: "stateName";
  readonly machine: StateMachine;
  readonly member?: Member;
  readonly span: Span;
}

/** The value of a field, or an item of it. */
export interface ValuePlace {
  readonly kind: "value";
  readonly holder: Holder;
  readonly field: string;
  readonly spec: FieldSpec;
  readonly node?: SyntaxNode;
  /** The list that the place is an item of. */
  readonly list?: ArrayNode;
  readonly span: Span;
}

/** What stands, or may be written, at an offset; undefined where the language says nothing about it. */
export function placeAt(document: Document, offset: number): Place | undefined {
  const slot = slotAt(document, offset);
  if (!slot) return undefined;
  const { parts } = slot.root === document.model.root ? document.model : buildModel(slot.root);
  const partOf = new Map(parts.map((part) => [part.node, part]));
  const index = slot.steps.findLastIndex(({ node }) => node.kind === "object" && partOf.has(node));
  const step = slot.steps[index];
  const part = step?.node.kind === "object" ? partOf.get(step.node) : undefined;
  if (!step || !part)
    return slot.steps.length === 0 && slot.where === "key" ? fieldPlace(emptyMachine, slot) : undefined;
  return placeIn(part, step, slot.steps.slice(index + 1), slot);
}

/** Where something may be written at an offset; undefined in comments. */
export function slotAt(document: Document, offset: number): Slot | undefined {
  const { tree, text, notation } = document;
  if (tree.comments.some(({ span }) => span.start < offset && offset <= span.end)) return undefined;
  const block = notation.id === "yaml" ? blockSlot(document, offset) : undefined;
  const slot = block ?? flowSlot(tree.root, text, offset);
  return slot && { ...slot, span: onLine(text, slot.span, offset) };
}

/** What a text that goes over several lines has on the cursor's line: editors replace nothing beyond it. */
function onLine(text: string, { start, end }: Span, offset: number): Span {
  return { start: Math.max(start, lineStart(text, offset)), end: Math.min(end, lineEnd(text, offset)) };
}

const emptyMachine: Holder = { kind: "Machine", spec: objectSpecs.Machine, queryLanguage: "JSONPath" };

const fieldPlace = (holder: Holder, { span, member }: Slot): FieldPlace => ({
  kind: "field",
  holder,
  span,
  ...(member && { member }),
});

function placeIn(part: Part, { node, member }: Step, inner: readonly Step[], slot: Slot): Place | undefined {
  if (slot.where === "key" && slot.target === node) return fieldPlace(part, slot);
  const field = member?.key.value ?? "";
  const spec = Object.hasOwn(part.spec.fields, field) ? part.spec.fields[field] : undefined;
  if (!spec) return undefined;
  if (spec.type === "map") return placeInStates(part, inner, slot);
  const isNew = slot.where === "key" ? !slot.target : slot.where === "item";
  if ((spec.type === "record" || spec.type === "list") && isNew) {
    if (!isObjectName(spec.of)) return undefined;
    const place = fieldPlace(newHolder(part, spec.of), slot);
    return slot.isBlock ? place : { ...place, inBraces: true };
  }
  const list = inner[0]?.node;
  const isDeeper = inner.length > 1 || (list && list.kind !== "array");
  if (slot.where === "key" || isDeeper) return undefined;
  return {
    kind: "value",
    holder: part,
    field,
    spec,
    span: slot.span,
    ...(slot.node && { node: slot.node }),
    ...(list?.kind === "array" && { list }),
  };
}

function placeInStates(part: Part, inner: readonly Step[], slot: Slot): Place | undefined {
  if (slot.where !== "key") return undefined;
  const entered = inner[0]?.member;
  if (entered && !slot.target) return fieldPlace(newHolder(part, "State"), slot);
  if (inner.length > 1 || (slot.target && slot.target !== inner[0]?.node)) return undefined;
  const { machine } = part;
  return { kind: "stateName", machine, span: slot.span, ...(slot.member && { member: slot.member }) };
}

function newHolder(parent: Part, kind: ObjectName | "State"): Holder {
  const { machine, state, queryLanguage } = parent;
  if (kind === "State") return { kind, spec: stateSpecOf(undefined), machine, queryLanguage: machine.queryLanguage };
  return { kind, spec: objectSpecs[kind], machine, queryLanguage, ...(state && { state }) };
}
