import { type SyntaxNode, stringValue } from "../syntax/index.ts";
import { type Json, jsonEquals, jsonText } from "../text/index.ts";
import { textPieces } from "./joined-text.ts";
import { unresolvedIn } from "./piece.ts";
import { deployment } from "./pseudo-parameters.ts";
import { known, madeOf, type Resolved, type Resolver, textOf, unknown } from "./resolved.ts";

/** Carries a function of CloudFormation out; `node` is the whole object, `{ "Fn::Join": argument }`. */
export type CloudFormationFunction = (argument: SyntaxNode, resolver: Resolver, node: SyntaxNode) => Resolved;

/** The functions of templates by name. CloudFormation User Guide, "Intrinsic function reference". */
export const cloudFormationFunctions: ReadonlyMap<string, CloudFormationFunction> = new Map<
  string,
  CloudFormationFunction
>([
  ["Ref", reference],
  ["Condition", (argument, { holds }) => known(holds(stringValue(argument) ?? ""))],
  ["Fn::GetAtt", attribute],
  ["Fn::Sub", joined],
  ["Fn::Join", joined],
  ["Fn::If", (_, resolver, node) => branch(node, resolver)],
  ["Fn::Select", select],
  ["Fn::Split", split],
  ["Fn::FindInMap", findInMap],
  ["Fn::GetAZs", () => known(["a", "b", "c"].map((zone) => deployment.region + zone))],
  ["Fn::ImportValue", (argument, resolver) => unknown(`Fn::ImportValue ${textOf(resolver.resolve(argument))}`)],
  ["Fn::Length", (argument, resolver) => map(resolver.resolve(argument), (value) => listOf(value).length)],
  ["Fn::ToJsonString", (argument, resolver) => map(resolver.resolve(argument), jsonText)],
  ["Fn::Equals", equals],
  ["Fn::Not", (argument, resolver) => map(itemsOf(argument, resolver)[0], (value) => value !== true)],
  ["Fn::And", (argument, resolver) => all(itemsOf(argument, resolver), (values) => values.every(isTrue))],
  ["Fn::Or", (argument, resolver) => all(itemsOf(argument, resolver), (values) => values.some(isTrue))],
]);

const isTrue = (value: Json | undefined): boolean => value === true;

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

function map(resolved: Resolved | undefined, change: (value: Json) => Json): Resolved {
  if (!resolved) return known(null);
  return resolved.value === undefined ? resolved : madeOf([resolved], change(resolved.value));
}

const all = (parts: readonly Resolved[], change: (values: readonly (Json | undefined)[]) => Json): Resolved =>
  madeOf(parts, change(parts.map(({ value }) => value)));

function itemsOf(argument: SyntaxNode, resolver: Resolver): readonly Resolved[] {
  return argument.kind === "array" ? argument.items.map(resolver.resolve) : [resolver.resolve(argument)];
}

function reference(argument: SyntaxNode, resolver: Resolver): Resolved {
  const name = stringValue(argument) ?? "";
  return resolver.reference(name) ?? unknown(name);
}

/** Written as `Table.Arn`, or as a list of the two. */
function attribute(argument: SyntaxNode, resolver: Resolver): Resolved {
  const parts = itemsOf(argument, resolver).map(textOf);
  const [logicalId = "", ...rest] = parts.join(".").split(".");
  return resolver.attribute(logicalId, rest.join(".")) ?? unknown(parts.join("."));
}

function joined(_: SyntaxNode, resolver: Resolver, node: SyntaxNode): Resolved {
  const pieces = textPieces(node, resolver);
  const resource = pieces.find(({ made }) => made?.resolved.resource !== undefined)?.made?.resolved.resource;
  const value = pieces.map(({ text }) => text).join("");
  return { value, ...(resource !== undefined && { resource }), unresolved: unresolvedIn(pieces) };
}

function branch(node: SyntaxNode, resolver: Resolver): Resolved {
  const chosen = resolver.chosen(node);
  return chosen && chosen !== node ? resolver.resolve(chosen) : unknown("Fn::If");
}

function select(argument: SyntaxNode, resolver: Resolver): Resolved {
  const [index, list] = itemsOf(argument, resolver);
  if (!index || !list) return unknown("Fn::Select");
  const item = listOf(list.value)[Number(index.value)];
  return item === undefined && list.unresolved.length === 0
    ? unknown("Fn::Select")
    : madeOf([index, list], item ?? null);
}

function split(argument: SyntaxNode, resolver: Resolver): Resolved {
  const [delimiter, text] = itemsOf(argument, resolver);
  if (!delimiter || !text) return unknown("Fn::Split");
  return madeOf([delimiter, text], textOf(text).split(textOf(delimiter)));
}

function findInMap(argument: SyntaxNode, resolver: Resolver): Resolved {
  const [name = "", key = "", second = ""] = itemsOf(argument, resolver).map(textOf);
  const found = resolver.mapped(name, key, second);
  return found ? resolver.resolve(found) : unknown(`${name}.${key}.${second}`);
}

function equals(argument: SyntaxNode, resolver: Resolver): Resolved {
  const [left, right] = itemsOf(argument, resolver);
  if (!left || !right) return known(false);
  return madeOf([left, right], jsonEquals(textOf(left), textOf(right)));
}
