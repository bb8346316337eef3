import type { Json } from "../text/index.ts";
import type { Catalogue } from "./catalogue.ts";
import type { IntegrationParameter, Shape } from "./optimized.ts";

/** What an object of parameters may hold: those of a call, or those of an object within them. */
export interface ParameterSet {
  readonly parameters: readonly IntegrationParameter[];
  /** Groups of which at least one is needed. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Whether it may have others that the catalogue doesn't know. */
  readonly isOpen?: boolean;
  /** Whether exactly one of all is to be given. */
  readonly isUnion?: boolean;
}

/** The type of a parameter's value. */
export type ParameterType =
  /** `json` is any value, `blob` and `timestamp` are written as texts, `object` has members that aren't known. */
  | { readonly kind: "string" | "integer" | "number" | "boolean" | "timestamp" | "blob" | "json" | "object" }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  /** Without `of` what they hold isn't known. */
  | { readonly kind: "list" | "map"; readonly of?: ParameterType }
  /** An object whose members are known; they are read when somebody asks, for shapes may hold themselves. */
  | { readonly kind: "members"; readonly name?: string; readonly set: () => ParameterSet };

const SIMPLE: readonly string[] = ["string", "integer", "number", "boolean", "timestamp", "blob", "object"];

/** Reads the type of a parameter: `list<sns.Tag>`. What isn't known may be anything. */
export function parameterType(catalogue: Catalogue, { type, enum: values }: TypedParameter): ParameterType {
  return values ? { kind: "choice", values } : typeNamed(catalogue, type);
}

type TypedParameter = Pick<IntegrationParameter, "type" | "enum">;

/** Recursive: the depth is that of lists within lists in the service's own model. */
function typeNamed(catalogue: Catalogue, name: string): ParameterType {
  if (SIMPLE.includes(name)) return { kind: name as "string" };
  if (name === "list" || name === "map") return { kind: name };
  const [, container, inner] = /^(list|map)<(.+)>$/.exec(name) ?? [];
  if (inner !== undefined) return { kind: container as "list", of: typeNamed(catalogue, inner) };
  const shape = name.includes(".") ? catalogue.shape(name) : undefined;
  if (shape?.enum) return { kind: "choice", values: shape.enum };
  return shape?.members ? { kind: "members", name, set: () => setOf(shape) } : { kind: "json" };
}

const sets = new WeakMap<Shape, ParameterSet>();

/** The members of a shape; read once. */
function setOf(shape: Shape): ParameterSet {
  const { members = {}, required = [], union } = shape;
  const known = sets.get(shape);
  if (known) return known;
  const parameters = Object.entries(members).map(([name, type]) => ({
    name,
    type,
    ...(required.includes(name) && ({ required: true } as const)),
  }));
  const set: ParameterSet = { parameters, ...(union && { isUnion: true }) };
  sets.set(shape, set);
  return set;
}

/** What is known of the members of a value of this type. */
export function membersOf(type: ParameterType): ParameterSet | undefined {
  return type.kind === "members" ? type.set() : undefined;
}

/** A value to begin with where a parameter is added: `""`, `[]`, `{}`; the first of a few words. */
export function emptyValue({ type, enum: values }: TypedParameter): Json {
  if (values) return values[0] ?? "";
  if (type.startsWith("list")) return [];
  if (type === "integer" || type === "number") return 0;
  if (type === "boolean") return false;
  return type === "string" || type === "timestamp" || type === "blob" ? "" : {};
}
