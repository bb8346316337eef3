import { type ContextField, contextObject } from "../spec/index.ts";
import { type DataShape, objectOf, unknown } from "./shape.ts";

/** What the context object holds; its members come and go with the place, so that it is never closed. */
export function contextShape(input: DataShape, item: DataShape): DataShape {
  return shapeOf(
    contextObject,
    new Map([
      ["/Execution/Input", input],
      ["/Map/Item/Value", item],
    ]),
    "",
    0,
  );
}

function shapeOf(
  { fields }: ContextField,
  known: ReadonlyMap<string, DataShape>,
  path: string,
  depth: number,
): DataShape {
  const told = known.get(path);
  if (told) return told;
  if (!fields || depth > 5) return unknown;
  return objectOf(
    Object.entries(fields).map(([name, field]) => {
      return [name, { shape: shapeOf(field, known, `${path}/${name}`, depth + 1), isOptional: true }];
    }),
    true,
  );
}
