import { hasPlaceholder } from "../expressions/index.ts";
import type { SyntaxNode } from "../syntax/index.ts";

export { hasPlaceholder };

/**
 * Whether a node's real value is known only after deployment: a text with a placeholder, or a CloudFormation function
 * such as `{ "Fn::GetAtt": … }` or `{ "Ref": … }`. Such a value is never an error.
 */
export function isPlaceholder(node: SyntaxNode): boolean {
  if (node.kind === "string") return hasPlaceholder(node.value);
  if (node.kind !== "object" || node.members.length !== 1) return false;
  const name = node.members[0]?.key.value ?? "";
  return name === "Ref" || name.startsWith("Fn::");
}
