import type { DataShape } from "./shape.ts";

/** A shape in a line or more, as a person writes types: `{ id: string, items?: number[] }`. */
export function shapeText(shape: DataShape, depth = 0): string {
  const { scalars, object, array, isOpen } = shape;
  const kinds: string[] = [...scalars];
  if (object) kinds.push(objectText(object, depth));
  if (array)
    kinds.push(array.elements ? tupleText(array.elements, depth) : `${bracketed(shapeText(array.items, depth + 1))}[]`);
  // A value that may be anything is best told by what it is known to be.
  if (kinds.length === 0) return isOpen ? "any" : "nothing";
  return kinds.join(" | ");
}

/** What a value is, in a word; undefined where that isn't known. */
export function memberKind({ scalars, object, array, isOpen }: DataShape): string | undefined {
  const kinds = [...scalars, ...(object ? ["object"] : []), ...(array ? ["array"] : [])];
  if (kinds.length === 0) return undefined;
  return kinds.length > 2 && isOpen ? undefined : kinds.join(" | ");
}

const bracketed = (text: string): string => (text.includes(" | ") ? `(${text})` : text);

const MAX_MEMBERS = 12;
const MAX_DEPTH = 4;

function objectText({ members, isOpen }: NonNullable<DataShape["object"]>, depth: number): string {
  if (members.size === 0) return isOpen ? "object" : "{}";
  if (depth >= MAX_DEPTH) return "{ … }";
  const shown = [...members].slice(0, MAX_MEMBERS).map(([name, { shape, isOptional }]) => {
    const key = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(name);
    return `${key}${isOptional ? "?" : ""}: ${shapeText(shape, depth + 1)}`;
  });
  const isMore = isOpen || members.size > MAX_MEMBERS;
  return `{ ${[...shown, ...(isMore ? ["…"] : [])].join(", ")} }`;
}

function tupleText(elements: readonly DataShape[], depth: number): string {
  if (depth >= MAX_DEPTH) return "[…]";
  return `[${elements
    .slice(0, MAX_MEMBERS)
    .map((element) => shapeText(element, depth + 1))
    .join(", ")}]`;
}
