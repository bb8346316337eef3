import { isPlaceholder } from "../model/index.ts";
import {
  type ObjectNode,
  type StringNode,
  type SyntaxNode,
  type SyntaxTree,
  stringValue,
  valueAt,
} from "../syntax/index.ts";
import { lazy } from "../text/index.ts";
import { type DeployedDefinition, deployedDefinition } from "./deployed-definition.ts";
import { embeddedDefinition } from "./embedded-definition.ts";
import { namedValue, textPieces } from "./joined-text.ts";
import { type Lookup, unresolvedIn } from "./piece.ts";
import { known, type Resolved, type Resolver, textOf } from "./resolved.ts";
import type { Resource } from "./resource.ts";

/** A state machine of a template. */
export interface TemplateMachine {
  readonly logicalId: string;
  /** What it is called once deployed: the logical id, unless the template names it. */
  readonly name: string;
  readonly type: "STANDARD" | "EXPRESS";
  /** The resource in the template's document. */
  readonly node: SyntaxNode;
  readonly definition: MachineDefinition;
  /** What the template itself says that the definition's placeholders stand for, by their names. */
  readonly substitutions: ReadonlyMap<string, Resolved>;
  /** The keys that say so in the template; undefined where only a deployment tells which there are. */
  readonly substitutionKeys: readonly StringNode[] | undefined;
  /** A definition, the machine's own unless it stands in another file, with everything filled in that can be told. */
  deployed(root: ObjectNode): DeployedDefinition;
}

/** Where a machine's definition is. */
export type MachineDefinition =
  /** An object of the template. */
  | { readonly kind: "object"; readonly node: ObjectNode; readonly path: string }
  /** JSON in a text of the template, whose spans are the template's. */
  | { readonly kind: "text"; readonly tree: SyntaxTree; readonly unresolved: readonly string[]; readonly path: string }
  /** Another file: a path from the template's folder. */
  | { readonly kind: "file"; readonly location: string }
  /** Nowhere that can be read: `location` says where, if the template does. */
  | { readonly kind: "elsewhere"; readonly location: string };

export function machineOf(resource: Resource, resolver: Resolver): TemplateMachine {
  const { logicalId, node } = resource;
  const textAt = (...names: readonly string[]): string =>
    names.map((name) => textOf(resolver.resolve(resource.property(name)))).find((text) => text !== "") ?? "";
  const definition = lazy(() => definitionOf(resource, resolver));
  const substitutions = lazy(() => substitutionsOf(resource, resolver));
  const lookup: Lookup = (name) => substitutions().get(name) ?? namedValue(name, resolver);
  return {
    logicalId,
    name: textOf(resolver.attribute(logicalId, "Name") ?? known(logicalId)),
    type: textAt("Type", "StateMachineType") === "EXPRESS" ? "EXPRESS" : "STANDARD",
    node,
    get definition() {
      return definition();
    },
    get substitutionKeys() {
      return substitutionKeysOf(resource, resolver);
    },
    get substitutions() {
      return substitutions();
    },
    deployed: (root) => deployedDefinition(root, lookup, definition().kind === "object" ? resolver : undefined),
  };
}

function substitutionsOf(resource: Resource, resolver: Resolver): ReadonlyMap<string, Resolved> {
  const written = resolver.chosen(resource.property("DefinitionSubstitutions"));
  const found = new Map<string, Resolved>();
  for (const { key, value } of written?.kind === "object" ? written.members : []) {
    found.set(key.value, resolver.resolve(value));
  }
  return found;
}

function substitutionKeysOf(resource: Resource, resolver: Resolver): readonly StringNode[] | undefined {
  const property = resource.property("DefinitionSubstitutions");
  if (!property) return [];
  const written = resolver.chosen(property);
  if (written?.kind !== "object" || isPlaceholder(written)) return undefined;
  const keys = written.members.map(({ key }) => key);
  return keys.some(({ value }) => value.startsWith("Fn::")) ? undefined : keys;
}

function definitionOf(resource: Resource, resolver: Resolver): MachineDefinition {
  const object = resolver.chosen(resource.property("Definition"));
  const location = includedLocation(object, resolver);
  if (location !== undefined) return fileAt(location);
  if (object?.kind === "object" && !isPlaceholder(object)) {
    return { kind: "object", node: object, path: `${resource.path}/Properties/Definition` };
  }
  const text = resource.property("DefinitionString");
  if (text) {
    const pieces = textPieces(text, resolver);
    const path = `${resource.path}/Properties/DefinitionString`;
    return { kind: "text", tree: embeddedDefinition(pieces, text.span), unresolved: unresolvedIn(pieces), path };
  }
  const pointer = resolver.chosen(resource.property("DefinitionUri") ?? resource.property("DefinitionS3Location"));
  return pointer ? locatedDefinition(pointer, resource, resolver) : { kind: "elsewhere", location: "" };
}

/** The file of `Definition: { Fn::Transform: { Name: AWS::Include, … } }`. */
function includedLocation(node: SyntaxNode | undefined, resolver: Resolver): string | undefined {
  const transform = valueAt(node, "Fn::Transform");
  if (stringValue(valueAt(transform, "Name")) !== "AWS::Include") return undefined;
  return textOf(resolver.resolve(valueAt(valueAt(transform, "Parameters"), "Location")));
}

const fileAt = (location: string): MachineDefinition =>
  /^\w+:\/\//.test(location) ? { kind: "elsewhere", location } : { kind: "file", location };

/** A path, or an object in a bucket: one that the CDK puts there lies beside its template before. */
function locatedDefinition(pointer: SyntaxNode, resource: Resource, resolver: Resolver): MachineDefinition {
  const asset = textOf(resolver.resolve(resource.metadata("aws:asset:path")));
  if (asset !== "") return fileAt(asset);
  const location = resolver.resolve(pointer);
  const key = textOf(resolver.resolve(valueAt(pointer, "Key")));
  if (pointer.kind !== "object" || key === "") return fileAt(textOf(location));
  if (/^[0-9a-f]{64}\./.test(key)) return fileAt(`asset.${key}`);
  const bucket = textOf(resolver.resolve(valueAt(pointer, "Bucket")));
  return { kind: "elsewhere", location: `s3://${bucket}/${key}` };
}
