import type { Json, JsonObject } from "../../language/index.ts";
import {
  attributeAt,
  type Names,
  readPath,
  type Tokens,
  tokensOf,
  typed,
  Unsupported,
  valueNamed,
} from "./dynamodb-expression.ts";

type Condition = (item: JsonObject) => boolean;
type Operand = (item: JsonObject) => Json | undefined;

/** How deep conditions may be nested. */
const MAX_DEPTH = 100;

/**
 * Reads a condition, filter or key condition: comparisons, BETWEEN, IN, AND, OR, NOT, attribute_exists,
 * attribute_not_exists, attribute_type, begins_with, contains and size. Throws `Unsupported` for anything else.
 */
export function compileCondition(text: string, names: Names): Condition {
  const tokens = tokensOf(text);
  const condition = either(tokens, names, 0);
  if (tokens.peek() !== "") throw new Unsupported(`"${tokens.take()}" is not understood in "${text}".`);
  return condition;
}

function either(tokens: Tokens, names: Names, depth: number): Condition {
  const parts = [both(tokens, names, depth)];
  while (tokens.accept("or")) parts.push(both(tokens, names, depth));
  return (item) => parts.some((part) => part(item));
}

function both(tokens: Tokens, names: Names, depth: number): Condition {
  const parts = [single(tokens, names, depth)];
  while (tokens.accept("and")) parts.push(single(tokens, names, depth));
  return (item) => parts.every((part) => part(item));
}

function single(tokens: Tokens, names: Names, depth: number): Condition {
  if (depth > MAX_DEPTH) throw new Unsupported("The condition is nested too deeply.");
  if (tokens.accept("not")) {
    const inner = single(tokens, names, depth + 1);
    return (item) => !inner(item);
  }
  if (tokens.accept("(")) {
    const inner = either(tokens, names, depth + 1);
    tokens.expect(")");
    return inner;
  }
  const test = tokens.peek(1) === "(" ? functions[tokens.peek()] : undefined;
  return test ? called(tokens, names, test) : comparison(tokens, names);
}

type Test = (attribute: Json | undefined, argument: Json | undefined) => boolean;

const functions: { readonly [name: string]: Test } = {
  attribute_exists: (attribute) => attribute !== undefined,
  attribute_not_exists: (attribute) => attribute === undefined,
  attribute_type: (attribute, argument) => typed(attribute)?.[0] === typed(argument)?.[1],
  begins_with: (attribute, argument) => String(typed(attribute)?.[1] ?? "").startsWith(String(typed(argument)?.[1])),
  contains(attribute, argument) {
    const [type, value] = typed(attribute) ?? [];
    if (type === "S") return String(value).includes(String(typed(argument)?.[1]));
    if (!Array.isArray(value)) return false;
    return value.some((each: Json) => (type === "L" ? same(each, argument) : each === typed(argument)?.[1]));
  },
};

function called(tokens: Tokens, names: Names, test: Test): Condition {
  tokens.take();
  tokens.expect("(");
  const path = readPath(tokens, names);
  const argument = tokens.accept(",") ? operand(tokens, names) : undefined;
  tokens.expect(")");
  return (item) => test(attributeAt(item, path), argument?.(item));
}

function comparison(tokens: Tokens, names: Names): Condition {
  const left = operand(tokens, names);
  if (tokens.accept("between")) {
    const low = operand(tokens, names);
    tokens.expect("and");
    const high = operand(tokens, names);
    return (item) => (order(left(item), low(item)) ?? -1) >= 0 && (order(left(item), high(item)) ?? 1) <= 0;
  }
  if (tokens.accept("in")) {
    tokens.expect("(");
    const choices = [operand(tokens, names)];
    while (tokens.accept(",")) choices.push(operand(tokens, names));
    tokens.expect(")");
    return (item) => choices.some((choice) => same(left(item), choice(item)));
  }
  const compare = comparators[tokens.take()];
  if (!compare) throw new Unsupported("A comparison needs =, <>, <, <=, >, >=, BETWEEN or IN.");
  const right = operand(tokens, names);
  return (item) => compare(left(item), right(item));
}

const ordered =
  (holds: (order: number) => boolean) =>
  (a: Json | undefined, b: Json | undefined): boolean => {
    const found = order(a, b);
    return found !== undefined && holds(found);
  };

const comparators: { readonly [sign: string]: Test } = {
  "=": (a, b) => same(a, b),
  "<>": (a, b) => !same(a, b),
  "<": ordered((sign) => sign < 0),
  "<=": ordered((sign) => sign <= 0),
  ">": ordered((sign) => sign > 0),
  ">=": ordered((sign) => sign >= 0),
};

function operand(tokens: Tokens, names: Names): Operand {
  if (tokens.peek() === "size" && tokens.peek(1) === "(") {
    tokens.take();
    tokens.expect("(");
    const path = readPath(tokens, names);
    tokens.expect(")");
    return (item) => sizeOf(attributeAt(item, path));
  }
  if (tokens.peek().startsWith(":")) {
    const value = valueNamed(tokens.take(), names);
    return () => value;
  }
  const path = readPath(tokens, names);
  return (item) => attributeAt(item, path);
}

function sizeOf(attribute: Json | undefined): Json | undefined {
  const value = typed(attribute)?.[1];
  if (value === undefined || value === null) return undefined;
  const size = typeof value === "object" ? Object.keys(value).length : Buffer.byteLength(String(value));
  return { N: String(size) };
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  const [first, second] = [typed(a), typed(b)];
  if (!first || !second || first[0] !== second[0]) return false;
  return first[0] === "N"
    ? Number(first[1]) === Number(second[1])
    : JSON.stringify(first[1]) === JSON.stringify(second[1]);
}

function order(a: Json | undefined, b: Json | undefined): number | undefined {
  const [first, second] = [typed(a), typed(b)];
  if (!first || !second || first[0] !== second[0]) return undefined;
  if (first[0] === "N") return Number(first[1]) - Number(second[1]);
  const [left, right] = [String(first[1]), String(second[1])];
  return left < right ? -1 : left > right ? 1 : 0;
}
