import { isJsonObject, type Json } from "../text/index.ts";
import type { ResultShape, ResultType } from "./result-shape.ts";

/** How strictly TestState looks at a mocked result. Reference, section 11.3. */
export type FieldValidationMode = "STRICT" | "PRESENT" | "NONE";

/**
 * The first thing that is wrong with a value of a shape, in the service's words: `Field 'StatusCode' must be a number`.
 * `STRICT` asks for what is always there; members that the shape doesn't have are fine. Iterative.
 */
export function resultFault(shape: ResultShape, value: Json, mode: FieldValidationMode): string | undefined {
  if (mode === "NONE") return undefined;
  const pending: Place[] = [{ name: "", value, type: { kind: "object", shape: () => shape } }];
  for (let place = pending.pop(); place; place = pending.pop()) {
    const fault = faultOf(place, mode) ?? missingIn(place, mode);
    if (fault !== undefined) return fault;
    for (const inner of innerPlaces(place).toReversed()) pending.push(inner);
  }
  return undefined;
}

interface Place {
  /** Of the member; items go by the name of their list. */
  readonly name: string;
  readonly value: Json;
  readonly type: ResultType;
}

function faultOf({ name, value, type }: Place, mode: FieldValidationMode): string | undefined {
  if (!accepts[type.kind](value)) return `Field '${name}' must be ${nouns[type.kind]}`;
  const problem = mode === "NONE" ? undefined : boundProblem(value, type);
  return problem && `Field '${name}' ${problem}`;
}

const isText = (value: Json): boolean => typeof value === "string";
const isObject = (value: Json): boolean => isJsonObject(value);

const accepts: { readonly [K in ResultType["kind"]]: (value: Json) => boolean } = {
  any: () => true,
  boolean: (value) => typeof value === "boolean",
  number: (value) => typeof value === "number",
  text: isText,
  blob: isText,
  timestamp: isText,
  choice: isText,
  list: (value) => Array.isArray(value),
  map: isObject,
  object: isObject,
};

const nouns: { readonly [K in ResultType["kind"]]: string } = {
  any: "a value",
  boolean: "a boolean",
  number: "a number",
  text: "a string",
  blob: "a string",
  timestamp: "a string",
  choice: "a string",
  list: "an array",
  map: "an object",
  object: "an object",
};

function boundProblem(value: Json, type: ResultType): string | undefined {
  if (type.kind === "choice") return type.values.includes(String(value)) ? undefined : "is not an expected value";
  if (type.kind !== "text" && type.kind !== "blob" && type.kind !== "number") return undefined;
  const [size, what] = typeof value === "number" ? [value, "value"] : [String(value).length, "length"];
  if (type.min !== undefined && size < type.min) return `is smaller than the minimum ${what}`;
  return type.max !== undefined && size > type.max ? `exceeds the maximum ${what}` : undefined;
}

function missingIn({ value, type }: Place, mode: FieldValidationMode): string | undefined {
  if (mode !== "STRICT" || type.kind !== "object" || !isJsonObject(value)) return undefined;
  const missing = type.shape().find(({ name, required }) => required && !Object.hasOwn(value, name));
  return missing && `Required field '${missing.name}' is missing`;
}

function innerPlaces({ name, value, type }: Place): readonly Place[] {
  if (type.kind === "list" && Array.isArray(value))
    return value.map((item: Json) => ({ name, value: item, type: type.of }));
  if (!isJsonObject(value)) return [];
  if (type.kind === "map")
    return Object.entries(value).map(([key, held]) => ({ name: key, value: held, type: type.of }));
  if (type.kind !== "object") return [];
  return type.shape().flatMap(({ name: member, type: of }) => {
    const held = Object.hasOwn(value, member) ? value[member] : undefined;
    // Nothing says that a member can't be null.
    return held === undefined || held === null ? [] : [{ name: member, value: held, type: of }];
  });
}
