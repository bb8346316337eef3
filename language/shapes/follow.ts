import type { JsonPath, PathStep } from "../expressions/index.ts";
import { arrayOf, type DataShape, isNothing, join, joinAll, MAX_MEMBERS, nothing, unknown } from "./shape.ts";

/** What a step leads to. */
export interface Followed {
  readonly shape: DataShape;
  /** Whether nothing can be there, whatever the data. */
  readonly isAbsent: boolean;
}

const ABSENT: Followed = { shape: unknown, isAbsent: true };
const UNKNOWN: Followed = { shape: unknown, isAbsent: false };
const there = (shape: DataShape): Followed => ({ shape, isAbsent: false });

/** The member of a value. Under JSONata a name looks into the elements of an array, too. */
export function memberOf(shape: DataShape, name: string, intoArrays = false, depth = 0): Followed {
  const { object, array, isOpen } = shape;
  if (isNothing(shape)) return there(nothing);
  const member = object?.members.get(name);
  if (!array && member && !isOpen) return there(member.shape);
  if (!array && !member) return isOpen || object?.isOpen ? UNKNOWN : ABSENT;
  const found: DataShape[] = [];
  if (member) found.push(member.shape);
  if (array && intoArrays && depth < 12) {
    const inner = memberOf(array.items, name, true, depth + 1);
    if (!inner.isAbsent) found.push(join(inner.shape, arrayOf(inner.shape)));
  }
  if (found.length > 0) return there(joinAll(isOpen && !member ? [...found, unknown] : found));
  return isOpen || object?.isOpen ? there(unknown) : ABSENT;
}

/** An element of a value; negative indexes count from its end. */
export function elementOf(shape: DataShape, index: number): Followed {
  const { array, isOpen } = shape;
  if (isNothing(shape)) return there(nothing);
  if (!array) return isOpen ? there(unknown) : ABSENT;
  if (!array.elements) return there(array.items);
  const element = array.elements.at(index);
  return element ? there(element) : isOpen ? there(unknown) : ABSENT;
}

/** What a list of keys leads to, and the number of the first key that leads nowhere. */
export function follow(
  shape: DataShape,
  keys: readonly (string | number)[],
  intoArrays = false,
): Followed & { readonly absentAt?: number } {
  let at: Followed = there(shape);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? "";
    if (at.shape === unknown) return at;
    at =
      typeof key === "string"
        ? memberOf(at.shape, key, intoArrays)
        : // JSONata takes a single value for an array of one.
          elementOf(at.shape, key).isAbsent && intoArrays
          ? at
          : elementOf(at.shape, key);
    if (at.isAbsent) return { ...at, absentAt: index };
  }
  return at;
}

/** What a path of JSONPath gives, from the value at its root on. */
export function followPath(shape: DataShape, { steps, definite, keys }: JsonPath): DataShape {
  if (keys) return follow(shape, keys).shape;
  let values = shape;
  for (const step of steps) values = followStep(values, step);
  return definite ? values : arrayOf(values);
}

function followStep(shape: DataShape, step: PathStep): DataShape {
  switch (step.kind) {
    case "property":
      return step.names.length === 1 ? memberOf(shape, step.names[0]?.name ?? "").shape : unknown;
    case "index":
      return joinAll(step.indexes.map((index) => elementOf(shape, index).shape));
    case "slice":
    case "filter":
      return shape.array?.items ?? unknown;
    case "wildcard":
      return joinAll([
        ...(shape.array ? [shape.array.items] : []),
        ...[...(shape.object?.members.values() ?? [])].map((member) => member.shape),
        ...(shape.isOpen || shape.object?.isOpen ? [unknown] : []),
      ]);
    default:
      return unknown;
  }
}

/** Puts a value at a place in another one, as `ResultPath` does. */
export function placeInto(shape: DataShape, keys: readonly (string | number)[], value: DataShape): DataShape {
  const [first, ...rest] = keys;
  if (first === undefined) return value;
  if (typeof first === "number" || keys.length > 12) return { ...shape, isOpen: true, object: openObject(shape) };
  const { object } = shape;
  if (object && object.members.size >= MAX_MEMBERS && !object.members.has(first)) {
    return object.isOpen ? shape : { ...shape, object: openObject(shape) };
  }
  const before = object?.members.get(first)?.shape ?? (isKnownObject(shape) ? EMPTY : unknown);
  const placed = rest.length === 0 ? value : placeInto(before, rest, value);
  const members = new Map(object?.members).set(first, { shape: placed, isOptional: false });
  const isOpen = object ? object.isOpen || shape.isOpen : shape.isOpen || isNothing(shape);
  return { scalars: nothing.scalars, object: { members, isOpen }, isOpen: false };
}

const EMPTY: DataShape = { scalars: nothing.scalars, object: { members: new Map(), isOpen: false }, isOpen: false };

const isKnownObject = ({ object, isOpen }: DataShape): boolean => object !== undefined && !object.isOpen && !isOpen;

function openObject({ object }: DataShape): NonNullable<DataShape["object"]> {
  return { members: object?.members ?? new Map(), isOpen: true };
}
