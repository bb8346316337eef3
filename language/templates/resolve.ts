import { type Member, type ObjectNode, type SyntaxNode, stringValue, valueAt } from "../syntax/index.ts";
import type { Json } from "../text/index.ts";
import { cloudFormationFunctions } from "./cloudformation-functions.ts";
import { parameterValue } from "./parameter.ts";
import { pseudoParameters } from "./pseudo-parameters.ts";
import { known, madeOf, type Resolved, type Resolver, unknown } from "./resolved.ts";
import type { Resource } from "./resource.ts";
import { attributeOf, namesOfMade, type ResourceNames, resourceNames } from "./resource-names.ts";

/** How deep values and references may lead: CloudFormation's own limits are far below. */
const MAX_DEPTH = 200;

/** Longer texts than a definition may be aren't made: a few references to references could double them without end. */
const MAX_LENGTH = 1_048_576;

/** A resolver for the template at `root`. Each node is resolved once. */
export function createResolver(root: SyntaxNode, resources: ReadonlyMap<string, Resource>): Resolver {
  const values = new Map<SyntaxNode, Resolved>();
  const names = new Map<string, ResourceNames | undefined>();
  let depth = 0;

  function resolve(node: SyntaxNode | undefined): Resolved {
    if (!node) return known(undefined);
    const made = values.get(node);
    if (made) return made;
    if (depth >= MAX_DEPTH) return unknown("…");
    // What leads back to itself finds this.
    values.set(node, unknown("…"));
    depth++;
    const resolved = bounded(resolveNode(node, resolver));
    depth--;
    values.set(node, resolved);
    return resolved;
  }

  function namesOf(name: string): ResourceNames | undefined {
    if (names.has(name)) return names.get(name);
    names.set(name, undefined);
    const resource = resources.get(name);
    const made = resource ? resourceNames(resource, resolver) : namesOfMade(name, resources, resolver);
    names.set(name, made);
    return made;
  }

  const resolver: Resolver = {
    resolve,
    chosen: (node) => chosenNode(node, resolver),
    reference(name) {
      if (pseudoParameters.has(name)) return known(pseudoParameters.get(name));
      const parameter = valueAt(valueAt(root, "Parameters"), name);
      if (parameter) return parameterValue(name, parameter);
      const found = namesOf(name);
      return found && known(found.reference, found.resource);
    },
    attribute(logicalId, attribute) {
      const found = namesOf(logicalId);
      return found && attributeOf(found, attribute);
    },
    holds: (condition) => resolve(valueAt(valueAt(root, "Conditions"), condition)).value === true,
    mapped: (map, key, second) => valueAt(valueAt(valueAt(valueAt(root, "Mappings"), map), key), second),
  };
  return resolver;
}

const bounded = (resolved: Resolved): Resolved =>
  typeof resolved.value === "string" && resolved.value.length > MAX_LENGTH ? unknown("…") : resolved;

/** Recursive through `resolve`, which bounds the depth. */
function resolveNode(node: SyntaxNode, resolver: Resolver): Resolved {
  if (node.kind === "missing") return known(undefined);
  if (node.kind === "literal") return known(node.value);
  if (node.kind === "string") return stringOf(node.value);
  if (node.kind === "array") {
    const items = node.items.map(resolver.resolve).filter(({ value }) => value !== undefined);
    return madeOf(
      items,
      items.flatMap(({ value }) => (value === undefined ? [] : [value])),
    );
  }
  const call = callOf(node);
  const carryOut = call && cloudFormationFunctions.get(call.key.value);
  if (carryOut) return carryOut(call.value, resolver, node);
  return call?.key.value.startsWith("Fn::") ? unknown(call.key.value) : objectOf(node, resolver);
}

/** A dynamic reference stands for a value that only the account knows. */
function stringOf(value: string): Resolved {
  const unresolved = value.match(/\{\{resolve:[^}]*\}\}/g) ?? [];
  return { value, unresolved };
}

function callOf(node: ObjectNode): Member | undefined {
  return node.members.length === 1 ? node.members[0] : undefined;
}

function objectOf(node: ObjectNode, resolver: Resolver): Resolved {
  const members = node.members.map(({ key, value }) => ({ key: key.value, resolved: resolver.resolve(value) }));
  const entries = members.flatMap(({ key, resolved }): [string, Json][] =>
    resolved.value === undefined ? [] : [[key, resolved.value]],
  );
  return madeOf(
    members.map(({ resolved }) => resolved),
    Object.fromEntries(entries),
  );
}

/** The branch that `Fn::If` takes, and where that is such a choice again, its branch. */
function chosenNode(node: SyntaxNode | undefined, { holds }: Resolver): SyntaxNode | undefined {
  let chosen = node;
  for (let hops = 0; chosen?.kind === "object" && hops < MAX_DEPTH; hops++) {
    const argument = chosen.members.length === 1 ? valueAt(chosen, "Fn::If") : undefined;
    if (argument?.kind !== "array") return chosen;
    const [condition, first, second] = argument.items;
    chosen = holds(stringValue(condition) ?? "") ? first : second;
  }
  return chosen;
}
