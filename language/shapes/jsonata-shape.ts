import {
  cached,
  type JsonataNode,
  type JsonataSource,
  jsonataSource,
  jsonataTree,
  parseMarked,
} from "../expressions/index.ts";
import type { SyntaxNode } from "../syntax/index.ts";
import { follow, memberOf } from "./follow.ts";
import { merged } from "./path-template-shape.ts";
import type { ShapeRoots } from "./roots.ts";
import {
  arrayOf,
  type DataShape,
  isNothing,
  join,
  joinAll,
  type MemberShape,
  objectOf,
  scalar,
  unknown,
} from "./shape.ts";
import { shapeOfNode } from "./shape-of-value.ts";

/** What a template of JSONata gives: its texts between `{%` and `%}` are expressions. Reference, section 2.4. */
export function jsonataTemplateShape(node: SyntaxNode | undefined, roots: ShapeRoots): DataShape {
  return shapeOfNode(node, (text) => jsonataTextShape(text, roots));
}

/** What a text gives: its expression's value, or itself. */
export function jsonataTextShape(text: string, roots: ShapeRoots): DataShape {
  const marked = jsonataSource(text);
  if (!marked) return scalar("string");
  if (marked.hasPlaceholder) return unknown;
  const { source } = marked;
  if (PLACE.test(source)) return placeShape(marked, roots);
  // Reading an expression takes far longer than reading a place.
  if (roots.isQuick && !/^(?:[{[(]|\$merge)/.test(source)) return unknown;
  if (roots.isQuick && roots.input.isOpen && MERGED_INPUT.test(source)) return unknown;
  const members = source.startsWith("{") ? plainMembers(source) : undefined;
  if (members) return objectOf(members.map((member) => [member.name, plainMember(member, roots)]));
  const tree = jsonataTree(source);
  return tree ? shapeOfTree(tree, { roots, names: new Map(), context: undefined }, 0) : unknown;
}

const PLACE = /^\$[a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*)*$/;

/** What is merged with something open may have any member. */
const MERGED_INPUT = /^\$merge\(\[\s*\$states\.input\s*[,\]]/;

/** A member of an object whose value is a place, perhaps with an index, or a literal. */
interface PlainMember {
  readonly name: string;
  readonly place?: string;
  readonly isElement?: boolean;
  readonly kind: "string" | "number" | "boolean";
}

const MEMBER =
  /\s*(?:'([^'"\\]*)'|"([^'"\\]*)")\s*:\s*(?:(\$[a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*)*)(\[\d+\])?|('[^'\\]*'|"[^"\\]*")|(\d+)|(?:true|false))\s*([,}])/y;

/** The members of an object that is all of an expression, where each is plain: reading by the library takes far longer. */
const plainMembers = cached(2_000, (source): readonly PlainMember[] | undefined => {
  const found: PlainMember[] = [];
  MEMBER.lastIndex = 1;
  for (let at = MEMBER.exec(source); at; at = MEMBER.exec(source)) {
    const [, single, double = "", place, index, text, digits, mark] = at;
    const kind = text ? "string" : digits ? "number" : "boolean";
    found.push({ name: single ?? double, kind, ...(place && { place, isElement: index !== undefined }) });
    if (mark === "}") return MEMBER.lastIndex === source.length ? found : undefined;
  }
  return undefined;
});

function plainMember({ place, isElement, kind }: PlainMember, roots: ShapeRoots): MemberShape {
  if (place === undefined) return { shape: scalar(kind), isOptional: true };
  const [name = "", ...keys] = place.slice(1).split(".");
  const shape = placeAt(name, keys, roots);
  return { shape: isElement ? elementsOf(shape) : shape, isOptional: true };
}

function placeShape(marked: JsonataSource, roots: ShapeRoots): DataShape {
  const parsed = parseMarked(marked);
  const use = parsed.ok ? parsed.value.uses.variables[0] : undefined;
  if (!use) return unknown;
  return placeAt(
    use.name,
    use.names.map(({ name }) => name),
    roots,
  );
}

function placeAt(name: string, keys: readonly string[], roots: ShapeRoots): DataShape {
  if (name !== "states") return follow(roots.variable(name), keys, true).shape;
  const [root, ...rest] = keys;
  if (root === undefined) return statesShape(roots);
  return follow(rootOf(root, roots) ?? unknown, rest, true).shape;
}

/** What a field of `$states` holds; undefined where there is no such field. */
export function rootOf(field: string, { input, result, errorOutput, context }: ShapeRoots): DataShape | undefined {
  switch (field) {
    case "input":
      return input;
    case "result":
      return result;
    case "errorOutput":
      return errorOutput;
    case "context":
      return context;
    default:
      return undefined;
  }
}

interface Scope {
  readonly roots: ShapeRoots;
  /** What the expression binds itself. */
  readonly names: ReadonlyMap<string, DataShape>;
  /** What names without a dot before them belong to. */
  readonly context: DataShape | undefined;
}

const MAX_DEPTH = 40;

function shapeOfTree(node: JsonataNode, scope: Scope, depth: number): DataShape {
  if (depth > MAX_DEPTH) return unknown;
  const plain = plainValueOf(node, scope, depth);
  return node.predicate || node.stages ? selected(plain, node) : plain;
}

function plainValueOf(node: JsonataNode, scope: Scope, depth: number): DataShape {
  if (node.group) return unknown;
  switch (node.type) {
    case "string":
      return scalar("string");
    case "number":
      return scalar("number");
    case "value":
      return node.value === null ? scalar("null") : scalar("boolean");
    case "variable":
      return variableOf(String(node.value), scope);
    case "name":
      return scope.context ? memberOf(scope.context, String(node.value), true).shape : unknown;
    case "path":
      return pathOf(node, scope, depth);
    case "unary":
      return unaryOf(node, scope, depth);
    case "binary":
      return BINARY[String(node.value)] ?? unknown;
    case "condition":
      return conditionOf(node, scope, depth);
    case "block":
      return blockOf(node, scope, depth);
    case "function":
      return callOf(node, scope, depth);
    default:
      return unknown;
  }
}

const NUMBER = scalar("number");
const BOOLEAN = scalar("boolean");

const BINARY: { readonly [operator: string]: DataShape } = {
  "&": scalar("string"),
  "+": NUMBER,
  "-": NUMBER,
  "*": NUMBER,
  "/": NUMBER,
  "%": NUMBER,
  "=": BOOLEAN,
  "!=": BOOLEAN,
  "<": BOOLEAN,
  "<=": BOOLEAN,
  ">": BOOLEAN,
  ">=": BOOLEAN,
  and: BOOLEAN,
  or: BOOLEAN,
  in: BOOLEAN,
  "..": arrayOf(NUMBER),
};

function variableOf(name: string, { roots, names, context }: Scope): DataShape {
  if (name === "") return context ?? unknown;
  const own = names.get(name);
  if (own) return own;
  return name === "states" ? statesShape(roots) : roots.variable(name);
}

/** What `$states` is at a place. */
export function statesShape({ input, result, errorOutput, context }: ShapeRoots): DataShape {
  const members: [string, DataShape][] = [["input", input]];
  if (result) members.push(["result", result]);
  if (errorOutput) members.push(["errorOutput", errorOutput]);
  members.push(["context", context]);
  return objectOf(
    members.map(([name, shape]) => [name, { shape, isOptional: false }]),
    true,
  );
}

function pathOf({ steps = [], keepSingletonArray }: JsonataNode, scope: Scope, depth: number): DataShape {
  let at: DataShape | undefined;
  for (const step of steps) {
    // Steps that bind names, sort or walk everything are left alone.
    if (step.focus !== undefined || step.index !== undefined || step.tuple) return unknown;
    if (at === undefined) at = shapeOfTree(step, scope, depth + 1);
    else if (step.type === "name") at = selected(memberOf(at, String(step.value), true).shape, step);
    else if (step.type === "sort") continue;
    else at = mapped(at, (element) => shapeOfTree(step, { ...scope, context: element }, depth + 1));
  }
  const shape = at ?? unknown;
  return keepSingletonArray ? arrayOf(shape.array?.items ?? shape) : shape;
}

/** What a step gives for each element: one value, or an array of them. */
function mapped(shape: DataShape, give: (element: DataShape) => DataShape): DataShape {
  if (!shape.array) return give(shape);
  const each = give(elementsOf(shape));
  return join(each, arrayOf(each));
}

/** What is left after predicates: single elements, or arrays of them. */
function selected(shape: DataShape, { predicate, stages }: JsonataNode): DataShape {
  const filters = [...(predicate ?? []), ...(stages ?? [])];
  if (filters.length === 0 || !shape.array) return shape;
  const elements = elementsOf(shape);
  const isIndex = filters.every(({ expr }) => expr?.type === "number");
  return isIndex ? elements : join(elements, arrayOf(elements));
}

/** What the elements of a value are; a single value counts for an array of itself. */
function elementsOf(shape: DataShape): DataShape {
  const { array, ...others } = shape;
  const rest: DataShape = others;
  if (!array) return shape;
  return isNothing(rest) ? array.items : join(array.items, rest);
}

function unaryOf(node: JsonataNode, scope: Scope, depth: number): DataShape {
  if (node.value === "-") return NUMBER;
  if (node.value === "[") return arrayOf(joinAll((node.expressions ?? []).map((each) => itemOf(each, scope, depth))));
  if (node.value !== "{" || !Array.isArray(node.lhs)) return unknown;
  let isOpen = false;
  const members: [string, MemberShape][] = [];
  for (const [key, value] of node.lhs as readonly (readonly [JsonataNode, JsonataNode])[]) {
    if (key.type !== "string") isOpen = true;
    // A member whose value is undefined is left out.
    else members.push([String(key.value), { shape: shapeOfTree(value, scope, depth + 1), isOptional: true }]);
  }
  return objectOf(members, isOpen);
}

/** Arrays within an array are joined with it, unless they are written as arrays themselves. */
function itemOf(node: JsonataNode, scope: Scope, depth: number): DataShape {
  const shape = shapeOfTree(node, scope, depth + 1);
  return node.type === "unary" && node.value === "[" ? shape : elementsOf(shape);
}

function conditionOf(node: JsonataNode, scope: Scope, depth: number): DataShape {
  const ways = [node.then, node.else].flatMap((way) => (way ? [shapeOfTree(way, scope, depth + 1)] : []));
  return joinAll(ways);
}

function blockOf({ expressions = [] }: JsonataNode, scope: Scope, depth: number): DataShape {
  const names = new Map(scope.names);
  let last: DataShape = unknown;
  for (const node of expressions) {
    if (node.type === "bind" && node.rhs && node.lhs && "type" in node.lhs) {
      last = shapeOfTree(node.rhs, { ...scope, names }, depth + 1);
      names.set(String(node.lhs.value), last);
    } else last = shapeOfTree(node, { ...scope, names }, depth + 1);
  }
  return last;
}

function callOf({ procedure, arguments: given = [] }: JsonataNode, scope: Scope, depth: number): DataShape {
  const name = procedure?.type === "variable" ? String(procedure.value) : "";
  if (scope.names.has(name)) return unknown;
  if (name === "merge") {
    const [list] = given;
    const parts = list?.type === "unary" && list.value === "[" ? (list.expressions ?? []) : [];
    return parts.length > 0 ? merged(parts.map((part) => elementsOf(shapeOfTree(part, scope, depth + 1)))) : unknown;
  }
  const kind = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  return kind ? scalar(kind) : unknown;
}

const CALLS: { readonly [name: string]: "string" | "number" | "boolean" } = {
  string: "string",
  uppercase: "string",
  lowercase: "string",
  trim: "string",
  join: "string",
  replace: "string",
  substring: "string",
  substringBefore: "string",
  substringAfter: "string",
  now: "string",
  uuid: "string",
  hash: "string",
  base64encode: "string",
  base64decode: "string",
  number: "number",
  count: "number",
  sum: "number",
  length: "number",
  round: "number",
  floor: "number",
  ceil: "number",
  millis: "number",
  random: "number",
  boolean: "boolean",
  not: "boolean",
  exists: "boolean",
  contains: "boolean",
};
