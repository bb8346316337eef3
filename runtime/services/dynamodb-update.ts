import { isJsonObject, type Json, type JsonObject } from "../../language/index.ts";
import {
  type AttributePath,
  attributeAt,
  type Names,
  readPath,
  type Tokens,
  tokensOf,
  typed,
  Unsupported,
  valueNamed,
} from "./dynamodb-expression.ts";

export interface Update {
  /** The attributes at the top that it changes. */
  readonly touched: ReadonlySet<string>;
  /** The item after it, or why it can't be done, in the service's words. */
  apply(item: JsonObject): JsonObject | string;
}

type Operand = (item: JsonObject) => Json | undefined;

interface Change {
  readonly path: AttributePath;
  /** The attribute afterwards: undefined takes it away. All see the item as it was before. */
  value(item: JsonObject): Json | undefined;
}

/**
 * Reads an update: `SET path = value`, with +, -, if_not_exists and list_append, `REMOVE path`, `ADD path :number`, and
 * ADD and DELETE of members of sets. Throws `Unsupported` for anything else.
 */
export function compileUpdate(text: string, names: Names): Update {
  const tokens = tokensOf(text);
  const changes: Change[] = [];
  while (tokens.peek() !== "") {
    const clause = clauses[tokens.peek()];
    if (!clause) throw new Unsupported(`"${tokens.take()}" is not understood in "${text}".`);
    tokens.take();
    do changes.push(clause(tokens, names));
    while (tokens.accept(","));
  }
  return { touched: new Set(changes.map(({ path }) => String(path[0]))), apply: (item) => applied(changes, item) };
}

const clauses: { readonly [word: string]: (tokens: Tokens, names: Names) => Change } = {
  set(tokens, names) {
    const path = readPath(tokens, names);
    tokens.expect("=");
    return { path, value: sum(tokens, names) };
  },
  remove: (tokens, names) => ({ path: readPath(tokens, names), value: () => undefined }),
  add(tokens, names) {
    const path = readPath(tokens, names);
    const given = valueNamed(tokens.take(), names);
    return { path, value: (item) => added(attributeAt(item, path), given) };
  },
  delete(tokens, names) {
    const path = readPath(tokens, names);
    const given = valueNamed(tokens.take(), names);
    return { path, value: (item) => without(attributeAt(item, path), given) };
  },
};

function sum(tokens: Tokens, names: Names): Operand {
  const left = operand(tokens, names);
  const sign = tokens.accept("+") ? 1 : tokens.accept("-") ? -1 : 0;
  if (sign === 0) return left;
  const right = operand(tokens, names);
  return (item) => {
    const [a, b] = [typed(left(item)), typed(right(item))];
    return a?.[0] === "N" && b?.[0] === "N" ? { N: String(Number(a[1]) + sign * Number(b[1])) } : undefined;
  };
}

function operand(tokens: Tokens, names: Names): Operand {
  const word = tokens.peek(1) === "(" ? tokens.peek() : "";
  if (word === "if_not_exists" || word === "list_append") {
    tokens.take();
    tokens.expect("(");
    const first = operandIn(tokens, names);
    tokens.expect(",");
    const second = operandIn(tokens, names);
    tokens.expect(")");
    return word === "if_not_exists"
      ? (item) => first(item) ?? second(item)
      : (item) => joined(first(item), second(item));
  }
  return simple(tokens, names);
}

/** `list_append(if_not_exists(list, :empty), :new)` is as deep as it gets. */
function operandIn(tokens: Tokens, names: Names): Operand {
  if (tokens.peek(1) !== "(" || tokens.peek() !== "if_not_exists") return simple(tokens, names);
  tokens.take();
  tokens.expect("(");
  const first = simple(tokens, names);
  tokens.expect(",");
  const second = simple(tokens, names);
  tokens.expect(")");
  return (item) => first(item) ?? second(item);
}

function simple(tokens: Tokens, names: Names): Operand {
  if (tokens.peek().startsWith(":")) {
    const value = valueNamed(tokens.take(), names);
    return () => value;
  }
  const path = readPath(tokens, names);
  return (item) => attributeAt(item, path);
}

function joined(a: Json | undefined, b: Json | undefined): Json | undefined {
  const [first, second] = [typed(a)?.[1], typed(b)?.[1]];
  return Array.isArray(first) && Array.isArray(second) ? { L: [...first, ...second] } : undefined;
}

function added(old: Json | undefined, given: Json): Json | undefined {
  const [before, more] = [typed(old), typed(given)];
  if (!before) return given;
  if (before[0] !== more?.[0]) return undefined;
  if (before[0] === "N") return { N: String(Number(before[1]) + Number(more[1])) };
  return Array.isArray(before[1]) && Array.isArray(more[1])
    ? { [before[0]]: [...new Set([...before[1], ...more[1]])] }
    : undefined;
}

function without(old: Json | undefined, given: Json): Json | undefined {
  const [before, less] = [typed(old), typed(given)?.[1]];
  if (!before || !Array.isArray(before[1]) || !Array.isArray(less)) return old;
  const left = before[1].filter((each: Json) => !less.includes(each));
  return left.length === 0 ? undefined : { [before[0]]: left };
}

function applied(changes: readonly Change[], item: JsonObject): JsonObject | string {
  const values = changes.map((change) => ({ change, value: change.value(item) }));
  let made = item;
  for (const { change, value } of values) {
    if (value === undefined && attributeAt(item, change.path) === undefined) continue;
    const next = changed(made, change.path, value);
    if (!next) return "The document path provided in the update expression is invalid for update";
    made = next;
  }
  return made;
}

/** The item with another attribute at a place; undefined where the place has no parent. */
function changed(item: JsonObject, path: AttributePath, value: Json | undefined): JsonObject | undefined {
  const parents: Json[] = [];
  for (let length = 0; length < path.length; length++) {
    const parent = length === 0 ? { M: item } : attributeAt(item, path.slice(0, length));
    if (parent === undefined) return undefined;
    parents.push(parent);
  }
  let made = value;
  for (let at = path.length - 1; at >= 0; at--) made = withMember(parents[at], path[at], made);
  const members = isJsonObject(made) ? made.M : undefined;
  return isJsonObject(members) ? members : undefined;
}

function withMember(parent: Json | undefined, step: string | number | undefined, value: Json | undefined): Json {
  const { M: members, L: list } = isJsonObject(parent) ? parent : {};
  if (typeof step === "number" && Array.isArray(list)) {
    if (value === undefined) return { L: list.toSpliced(step, 1) };
    return { L: step < list.length ? list.with(step, value) : [...list, value] };
  }
  const { [String(step)]: _, ...others } = isJsonObject(members) ? members : {};
  return { M: value === undefined ? others : { ...others, [String(step)]: value } };
}
