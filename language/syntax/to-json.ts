import type { Json } from "../text/index.ts";
import type { SyntaxNode } from "./node.ts";

type Built = { [key: string]: Json } | Json[];

/** The JSON value that a node stands for; where something is missing, null. Iterative; shared nodes give shared values. */
export function toJson(root: SyntaxNode): Json {
  const values = new Map<SyntaxNode, Built>();
  const pending: SyntaxNode[] = [];
  const jsonOf = (node: SyntaxNode): Json => {
    if (node.kind === "string" || node.kind === "literal") return node.value;
    if (node.kind === "missing") return null;
    const known = values.get(node);
    if (known) return known;
    const made: Built = node.kind === "array" ? [] : {};
    values.set(node, made);
    pending.push(node);
    return made;
  };

  const result = jsonOf(root);
  for (let node = pending.pop(); node; node = pending.pop()) {
    const target = values.get(node);
    if (node.kind === "array" && Array.isArray(target)) for (const item of node.items) target.push(jsonOf(item));
    if (node.kind !== "object" || !target || Array.isArray(target)) continue;
    for (const { key, value } of node.members) setMember(target, key.value, jsonOf(value));
  }
  return result;
}

/** Assigning to `__proto__` would change the object's prototype. */
function setMember(target: { [key: string]: Json }, key: string, value: Json): void {
  if (key !== "__proto__") target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
