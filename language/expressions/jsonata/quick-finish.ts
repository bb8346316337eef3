import type { JsonataNode } from "./node.ts";

/** A node as it is written: its operands on both sides, nothing joined. */
export interface RawNode {
  type: string;
  value: unknown;
  readonly position: number;
  keepArray?: boolean;
  lhs?: RawNode;
  rhs?: RawNode;
  pairs?: readonly RawPair[];
  terms?: readonly RawTerm[];
  expression?: RawNode;
  expressions?: readonly RawNode[];
  procedure?: RawNode;
  arguments?: readonly RawNode[];
  body?: RawNode;
  condition?: RawNode;
  then?: RawNode;
  else?: RawNode;
  pattern?: RawNode;
  update?: RawNode;
  delete?: RawNode;
}

type RawPair = readonly [RawNode, RawNode];

interface RawTerm {
  readonly descending: boolean;
  readonly expression: RawNode;
}

/** A node that steps, predicates and groups are still added to. */
interface Making {
  type: string;
  value?: unknown;
  position?: number;
  steps?: Making[];
  stages?: Stage[];
  predicate?: Stage[];
  group?: { readonly lhs: readonly (readonly [Making, Making])[]; readonly position: number };
  keepArray?: boolean;
  keepSingletonArray?: boolean;
  consarray?: boolean;
  lhs?: Making | readonly (readonly [Making, Making])[];
  rhs?: Making;
  expression?: Making;
  expressions?: Making[];
  procedure?: Making;
  arguments?: readonly Making[];
  body?: Making;
  thunk?: boolean;
  condition?: Making;
  then?: Making;
  else?: Making;
  pattern?: Making;
  update?: Making;
  delete?: Making;
  terms?: readonly { readonly descending: boolean; readonly expression: Making }[];
}

interface Stage {
  readonly type: "filter";
  readonly expr: Making;
  readonly position: number;
}

/** Thrown for what the library refuses, and caught by `finished`. */
const REFUSED = Symbol("refused");

/**
 * The library's second pass: paths become lists of steps, predicates and groups belong to what they stand behind. Recursive,
 * as deep as the parser went. Undefined for what the library refuses.
 */
export function finished(root: RawNode): JsonataNode | undefined {
  try {
    return finish(root) as JsonataNode;
  } catch (thrown) {
    if (thrown === REFUSED) return undefined;
    throw thrown;
  }
}

function finish(raw: RawNode): Making {
  const made = madeOf(raw);
  if (raw.keepArray) made.keepArray = true;
  return made;
}

function madeOf(raw: RawNode): Making {
  const { type, value, position } = raw;
  switch (type) {
    case "binary":
      return binary(raw);
    case "unary":
      return unary(raw);
    case "function":
    case "partial":
      return { type, value, position, arguments: raw.arguments?.map(finish) ?? [], procedure: of(raw.procedure) };
    case "lambda":
      return { type, arguments: [...(raw.arguments ?? [])] as Making[], position, body: tail(of(raw.body)) };
    case "condition": {
      const node: Making = { type, position, condition: of(raw.condition) };
      const then = of(raw.then);
      Object.assign(node, { then }, raw.else && { else: finish(raw.else) });
      return node;
    }
    case "transform": {
      const node: Making = { type, position, pattern: of(raw.pattern), update: of(raw.update) };
      if (raw.delete) node.delete = finish(raw.delete);
      return node;
    }
    case "block":
      return block(raw);
    case "name":
      return name(raw);
    case "operator":
      if (value === "?") return raw as Making;
      return name({ ...raw, type: "name" });
    default:
      return raw as Making;
  }
}

function of(raw: RawNode | undefined): Making {
  if (!raw) throw REFUSED;
  return finish(raw);
}

function name(raw: RawNode): Making {
  return { type: "path", steps: [raw as Making], ...(raw.keepArray && { keepSingletonArray: true }) };
}

function block({ type, position, expressions = [] }: RawNode): Making {
  const parts = expressions.map(finish);
  const isArray = parts.some((part) => part.consarray || (part.type === "path" && part.steps?.[0]?.consarray));
  return { type, position, expressions: parts, ...(isArray && { consarray: true }) };
}

function unary({ type, value, position, expressions, pairs, expression }: RawNode): Making {
  if (expressions) return { type, value, position, expressions: expressions.map(finish) };
  if (pairs)
    return { type, value, position, lhs: pairs.map(([key, member]) => [finish(key), finish(member)] as const) };
  const operand = of(expression);
  if (operand.type !== "number") return { type, value, position, expression: operand };
  operand.value = -Number(operand.value);
  return operand;
}

function binary(raw: RawNode): Making {
  const { value, position } = raw;
  switch (value) {
    case ".":
      return path(raw);
    case "[":
      return predicated(raw);
    case "{":
      return grouped(raw);
    case "^":
      return sorted(raw);
    case ":=":
      return { type: "bind", value, position, lhs: of(raw.lhs), rhs: of(raw.rhs) };
    case "~>": {
      const [lhs, rhs] = [of(raw.lhs), of(raw.rhs)];
      const keepArray = lhs.keepArray || rhs.keepArray;
      return { type: "apply", value, position, lhs, rhs, ...(keepArray && { keepArray }) };
    }
    default:
      return { type: "binary", value, position, lhs: of(raw.lhs), rhs: of(raw.rhs) };
  }
}

function path({ lhs, rhs }: RawNode): Making {
  const left = of(lhs);
  const made: Making = left.type === "path" ? left : { type: "path", steps: [left] };
  const steps = made.steps ?? [];
  const rest = of(rhs);
  if (rest.type === "path") steps.push(...(rest.steps ?? []));
  else {
    if (rest.predicate) {
      rest.stages = rest.predicate;
      delete rest.predicate;
    }
    steps.push(rest);
  }
  for (const step of steps) {
    if (step.type === "number" || step.type === "value") throw REFUSED;
    if (step.type === "string") step.type = "name";
    if (step.keepArray) made.keepSingletonArray = true;
  }
  for (const end of [steps[0], steps.at(-1)]) if (end?.type === "unary" && end.value === "[") end.consarray = true;
  return made;
}

function predicated({ lhs, rhs, position }: RawNode): Making {
  const made = of(lhs);
  const step = made.type === "path" ? made.steps?.at(-1) : made;
  if (!step || step.group) throw REFUSED;
  const filter: Stage = { type: "filter", expr: of(rhs), position };
  if (made.type === "path") step.stages = [...(step.stages ?? []), filter];
  else step.predicate = [...(step.predicate ?? []), filter];
  return made;
}

function grouped({ lhs, pairs = [], position }: RawNode): Making {
  const made = of(lhs);
  if (made.group) throw REFUSED;
  made.group = { lhs: pairs.map(([key, value]) => [finish(key), finish(value)] as const), position };
  return made;
}

function sorted({ lhs, terms = [], position }: RawNode): Making {
  const left = of(lhs);
  const made: Making = left.type === "path" ? left : { type: "path", steps: [left] };
  const by = terms.map(({ descending, expression }) => ({ descending, expression: finish(expression) }));
  made.steps?.push({ type: "sort", position, terms: by });
  return made;
}

/** Calls at the end of a function's body are put off, so that recursion needs no stack. */
function tail(node: Making): Making {
  if (node.type === "function" && !node.predicate) {
    return { type: "lambda", thunk: true, arguments: [], position: node.position ?? 0, body: node };
  }
  if (node.type === "condition") {
    const then = node.then && tail(node.then);
    Object.assign(node, { then });
    if (node.else) node.else = tail(node.else);
  } else if (node.type === "block" && node.expressions) {
    const last = node.expressions.pop();
    if (last) node.expressions.push(tail(last));
  }
  return node;
}
