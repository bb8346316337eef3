import { type SyntaxNode, stringValue, valueAt } from "../syntax/index.ts";
import { pointer } from "../text/index.ts";

/** One member of a template's `Resources`. */
export interface Resource {
  readonly logicalId: string;
  /** `AWS::Lambda::Function`; empty where the text doesn't say. */
  readonly type: string;
  readonly node: SyntaxNode;
  /** The JSON Pointer of the resource in its document. */
  readonly path: string;
  property(name: string): SyntaxNode | undefined;
  /** What tools note down beside the properties: `aws:asset:path`. */
  metadata(name: string): SyntaxNode | undefined;
}

export function resourcesOf(root: SyntaxNode): ReadonlyMap<string, Resource> {
  const section = valueAt(root, "Resources");
  const found = new Map<string, Resource>();
  for (const { key, value } of section?.kind === "object" ? section.members : []) {
    found.set(key.value, resourceOf(key.value, value));
  }
  return found;
}

function resourceOf(logicalId: string, node: SyntaxNode): Resource {
  return {
    logicalId,
    type: stringValue(valueAt(node, "Type")) ?? "",
    node,
    path: pointer("", "Resources", logicalId),
    property: (name) => valueAt(valueAt(node, "Properties"), name),
    metadata: (name) => valueAt(valueAt(node, "Metadata"), name),
  };
}
