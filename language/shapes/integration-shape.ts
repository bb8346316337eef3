import type { Catalogue, ResultShape, ResultType } from "../catalogue/index.ts";
import type { State } from "../model/index.ts";
import { stringValue } from "../syntax/index.ts";
import { derived } from "../text/index.ts";
import { arrayOf, type DataShape, objectOf, scalar, unknown } from "./shape.ts";

/** What a task gives, as far as the catalogue knows its service; services give more with time. */
export function taskResultShape(state: State, catalogue: Catalogue | undefined): DataShape {
  if (!catalogue) return unknown;
  const resource = stringValue(state.field("Resource")) ?? "";
  const [, sdk = "", service = "", action = ""] = RESOURCE.exec(resource) ?? [];
  const shape = service && !action.endsWith(TOKEN) ? catalogue.result(`${sdk}${service}`, action) : undefined;
  return shape ? objectShape(shape, 0) : unknown;
}

/** Whoever sends a token back sends whatever they like with it. */
const TOKEN = ".waitForTaskToken";

const RESOURCE = /^arn:[\w-]+:states:[^:]*:[^:]*:(aws-sdk:)?([\w-]+):([\w.:]+)$/;

const MAX_DEPTH = 5;

const membersAtTop = derived((shape: ResultShape) => membersOf(shape, 0));

function objectShape(shape: ResultShape, depth: number): DataShape {
  return objectOf(depth === 0 ? membersAtTop(shape) : membersOf(shape, depth), true);
}

function membersOf(shape: ResultShape, depth: number) {
  return shape.map(({ name, required, type }) => {
    return [name, { shape: typeShape(type, depth + 1), isOptional: !required }] as const;
  });
}

/** Shapes of services may hold themselves. */
function typeShape(type: ResultType, depth: number): DataShape {
  if (depth > MAX_DEPTH) return unknown;
  switch (type.kind) {
    case "text":
    case "blob":
    case "choice":
    case "timestamp":
      // Numbers and moments come in several notations: none of them excludes another one.
      return { ...scalar("string"), isOpen: true };
    case "number":
      return { ...scalar("number"), isOpen: true };
    case "boolean":
      return scalar("boolean");
    case "list":
      return arrayOf(typeShape(type.of, depth + 1));
    case "object":
      return objectShape(type.shape(), depth);
    case "map":
      return objectOf([], true);
    default:
      return unknown;
  }
}
