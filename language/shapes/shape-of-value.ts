import { isPlaceholder } from "../model/index.ts";
import type { SyntaxNode } from "../syntax/index.ts";
import { isJsonObject, type Json, jsonType } from "../text/index.ts";
import { arrayOf, type DataShape, joinAll, nothing, objectOf, present, scalar, tupleOf, unknown } from "./shape.ts";

const MAX_DEPTH = 12;
const MAX_ELEMENTS = 100;

/** The shape of a value, without its content. */
export function shapeOfValue(value: Json, depth = 0): DataShape {
  if (depth > MAX_DEPTH) return unknown;
  if (Array.isArray(value)) {
    return arrayOf(joinAll(value.slice(0, MAX_ELEMENTS).map((item: Json) => shapeOfValue(item, depth + 1))));
  }
  if (isJsonObject(value)) {
    return objectOf(Object.entries(value).map(([name, inner]) => [name, present(shapeOfValue(inner, depth + 1))]));
  }
  return scalarOf(value);
}

function scalarOf(value: Json): DataShape {
  switch (jsonType(value)) {
    case "string":
      return scalar("string");
    case "number":
      return scalar("number");
    case "boolean":
      return scalar("boolean");
    default:
      return scalar("null");
  }
}

/** The shape of a value that stands in a document as it is. `textShape` says what its texts give. */
export function shapeOfNode(
  node: SyntaxNode | undefined,
  textShape: (text: string) => DataShape = () => scalar("string"),
  depth = 0,
): DataShape {
  if (!node || depth > MAX_DEPTH || isPlaceholder(node)) return unknown;
  switch (node.kind) {
    case "object":
      return objectOf(
        node.members.map(({ key, value }) => [key.value, present(shapeOfNode(value, textShape, depth + 1))]),
        node.members.some(({ key }) => key.value.includes("${")),
      );
    case "array":
      if (node.items.length === 0) return arrayOf(nothing);
      return tupleOf(node.items.slice(0, MAX_ELEMENTS).map((item) => shapeOfNode(item, textShape, depth + 1)));
    case "string":
      return textShape(node.value);
    case "literal":
      return scalarOf(node.value);
    case "missing":
      return unknown;
  }
}
