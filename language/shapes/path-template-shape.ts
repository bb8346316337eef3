import {
  type IntrinsicArgument,
  type IntrinsicCall,
  type JsonPath,
  parseIntrinsic,
  parsePath,
} from "../expressions/index.ts";
import { hasPlaceholder, isPlaceholder } from "../model/index.ts";
import type { SyntaxNode } from "../syntax/index.ts";
import { followPath } from "./follow.ts";
import type { ShapeRoots } from "./roots.ts";
import {
  arrayOf,
  type DataShape,
  joinAll,
  type MemberShape,
  objectOf,
  present,
  scalar,
  tupleOf,
  unknown,
} from "./shape.ts";
import { shapeOfNode } from "./shape-of-value.ts";

const MAX_DEPTH = 12;

/** What a template of JSONPath gives. Reference, section 2.2. */
export function pathTemplateShape(node: SyntaxNode | undefined, roots: ShapeRoots, depth = 0): DataShape {
  if (!node || depth > MAX_DEPTH || isPlaceholder(node)) return unknown;
  if (node.kind === "array") return tupleOf(node.items.map((item) => pathTemplateShape(item, roots, depth + 1)));
  if (node.kind !== "object") return shapeOfNode(node);
  const members: [string, MemberShape][] = node.members.map(({ key, value }) => {
    if (!key.value.endsWith(".$")) return [key.value, present(pathTemplateShape(value, roots, depth + 1))];
    const shape = value.kind === "string" ? pathTextShape(value.value, roots) : unknown;
    return [key.value.slice(0, -2), present(shape)];
  });
  return objectOf(
    members,
    node.members.some(({ key }) => hasPlaceholder(key.value)),
  );
}

/** What a path or a call gives. */
export function pathTextShape(text: string, roots: ShapeRoots): DataShape {
  if (hasPlaceholder(text)) return unknown;
  if (text.trimStart().startsWith("States.")) {
    const call = parseIntrinsic(text);
    return call.ok ? callShape(call.value, roots, 0) : unknown;
  }
  const path = parsePath(text);
  return path.ok ? pathShape(path.value, roots) : unknown;
}

function pathShape(path: JsonPath, roots: ShapeRoots): DataShape {
  const { root } = path;
  if (root.kind === "variable") return followPath(roots.variable(root.name), path);
  return followPath(root.kind === "context" ? roots.context : roots.input, path);
}

function callShape(
  { name, function: called, arguments: given }: IntrinsicCall,
  roots: ShapeRoots,
  depth: number,
): DataShape {
  if (depth > MAX_DEPTH || !called) return unknown;
  const argument = (index: number): DataShape => argumentShape(given[index], roots, depth + 1);
  switch (name.slice("States.".length)) {
    case "Array":
      return tupleOf(given.map((_, index) => argument(index)));
    case "ArrayPartition":
      return arrayOf(arrayOf(argument(0).array?.items ?? unknown));
    case "ArrayUnique":
      return arrayOf(argument(0).array?.items ?? unknown);
    case "ArrayRange":
      return arrayOf(scalar("number"));
    case "StringSplit":
      return arrayOf(scalar("string"));
    case "ArrayGetItem":
      return argument(0).array?.items ?? unknown;
    case "JsonMerge":
      return merged([argument(0), argument(1)]);
    default:
      return RESULTS[called.result] ?? unknown;
  }
}

const RESULTS: { readonly [type: string]: DataShape } = {
  string: scalar("string"),
  number: scalar("number"),
  boolean: scalar("boolean"),
};

function argumentShape(argument: IntrinsicArgument | undefined, roots: ShapeRoots, depth: number): DataShape {
  switch (argument?.kind) {
    case "path":
      return pathShape(argument.path, roots);
    case "call":
      return callShape(argument, roots, depth);
    case "text":
      return scalar("string");
    default:
      return unknown;
  }
}

/** Objects joined into one: later members stand for earlier ones. */
export function merged(shapes: readonly DataShape[]): DataShape {
  const members = new Map<string, MemberShape>();
  let isOpen = false;
  for (const { object, isOpen: isAnything } of shapes) {
    isOpen ||= isAnything || !object || object.isOpen;
    for (const [name, member] of object?.members ?? []) {
      const before = members.get(name);
      if (!member.isOptional || !before) members.set(name, member);
      else members.set(name, { shape: joinAll([before.shape, member.shape]), isOptional: before.isOptional });
    }
  }
  return objectOf(members, isOpen);
}
