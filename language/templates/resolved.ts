import type { SyntaxNode } from "../syntax/index.ts";
import { type Json, jsonText } from "../text/index.ts";

/** What a value of a template is worth on this machine, before anything is deployed. */
export interface Resolved {
  /** Undefined where the template takes the value away, by `AWS::NoValue`. */
  readonly value: Json | undefined;
  /** The logical id of the resource that it names: `Pay` for `!GetAtt Pay.Arn`. Of several the first. */
  readonly resource?: string;
  /** What nothing here tells, by name: parameters without a value, `{{resolve:…}}`. The value shows where it belongs. */
  readonly unresolved: readonly string[];
}

/** Reads the values of one template. Nothing fails: what can't be told is named in `unresolved`. */
export interface Resolver {
  /** The value of a node, with every function in it carried out. */
  resolve(node: SyntaxNode | undefined): Resolved;
  /** The node itself, or the one that `Fn::If` chooses in its place. */
  chosen(node: SyntaxNode | undefined): SyntaxNode | undefined;
  /** What `!Ref` gives for a name; undefined where the template has no such thing. */
  reference(name: string): Resolved | undefined;
  /** What `!GetAtt` gives; undefined where the template has no such resource. */
  attribute(logicalId: string, attribute: string): Resolved | undefined;
  holds(condition: string): boolean;
  /** The value at a place of `Mappings`. */
  mapped(map: string, key: string, second: string): SyntaxNode | undefined;
}

export function known(value: Json | undefined, resource?: string): Resolved {
  return { value, ...(resource !== undefined && { resource }), unresolved: [] };
}

/** Keeps its place as `${Name}`, which is no error anywhere. */
export function unknown(name: string): Resolved {
  return { value: `\${${name}}`, unresolved: [name] };
}

/** A value made of others. */
export function madeOf(parts: readonly Resolved[], value: Json | undefined): Resolved {
  const resource = parts.find((part) => part.resource !== undefined)?.resource;
  const unresolved = parts.flatMap((part) => part.unresolved);
  return { value, ...(resource !== undefined && { resource }), unresolved };
}

/** A value as text, as CloudFormation writes it: lists with commas, objects as JSON. */
export function textOf({ value }: Resolved): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map((item) => (typeof item === "string" ? item : jsonText(item))).join(",");
  return typeof value === "string" ? value : jsonText(value);
}
