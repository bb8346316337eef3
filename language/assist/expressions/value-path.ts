import type { Token } from "../../expressions/index.ts";
import { enclosing, openingOf } from "../place/brackets.ts";
import type { ValuePath } from "./data-at.ts";
import type { Expression } from "./expression.ts";
import { localNames } from "./local-names.ts";

/** The keys of a path as far as tokens tell them, and where it begins. */
interface Way {
  readonly keys: readonly (string | number)[];
  /** The index of its first token. */
  readonly from: number;
}

/**
 * The value whose member is named by the token at `index`, or would be if one stood there: of `$.order.id` the order.
 * Reads backwards, so that it works in texts that can't be parsed.
 */
export function valueBefore(expression: Expression, index: number): ValuePath | undefined {
  return before(expression, index, 0);
}

/** The value that the tokens up to `last` name: `$states.input.order`. */
export function valueEndingAt(expression: Expression, last: number): ValuePath | undefined {
  return endingAt(expression, last, 0);
}

/** Predicates within predicates beyond this are left alone. */
const MAX_DEPTH = 50;

function before(expression: Expression, index: number, depth: number): ValuePath | undefined {
  const isAfterDot = expression.tokens[index - 1]?.text === ".";
  return isAfterDot ? endingAt(expression, index - 2, depth) : around(expression, index - 1, depth);
}

function endingAt(expression: Expression, last: number, depth: number): ValuePath | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const { tokens, kind } = expression;
  const way = wayBack(tokens, last);
  const root = way && tokens[way.from];
  if (!root) return undefined;
  if (root.kind === "name") return joined(before(expression, way.from, depth + 1), way.keys);
  if (root.text === "@" || (kind === "jsonata" && root.text === "$")) {
    return joined(around(expression, way.from - 1, depth + 1), way.keys);
  }
  const local = kind === "jsonata" ? localNames(tokens, way.from).get(root.text.slice(1)) : undefined;
  if (!local) return rooted(expression, root.text, way.keys);
  const { valueEnd } = local;
  const value = valueEnd === undefined ? undefined : endingAt(expression, valueEnd, depth + 1);
  return joined(value, local.isElement ? [0, ...way.keys] : way.keys);
}

const joined = (base: ValuePath | undefined, keys: ValuePath["keys"]): ValuePath | undefined =>
  base && { ...base, keys: [...base.keys, ...keys] };

const STATES_ROOTS: readonly string[] = ["input", "result", "errorOutput", "context"] satisfies ValuePath["root"][];

function rooted({ kind }: Expression, root: string, keys: ValuePath["keys"]): ValuePath | undefined {
  if (kind !== "jsonata") {
    if (root === "$") return { root: "input", keys };
    return root === "$$" ? { root: "context", keys } : { root: "variable", variable: root.slice(1), keys };
  }
  if (root !== "$states") return root === "$$" ? undefined : { root: "variable", variable: root.slice(1), keys };
  const [field, ...rest] = keys;
  return isStatesRoot(field) ? { root: field, keys: rest } : undefined;
}

const isStatesRoot = (field: unknown): field is Exclude<ValuePath["root"], "variable"> =>
  STATES_ROOTS.includes(field as string);

/** Follows names, dots and brackets back to the variable, or the name without a dot before it, where they begin. */
function wayBack(tokens: readonly Token[], last: number): Way | undefined {
  const keys: (string | number)[] = [];
  for (let at = last; at >= 0; ) {
    const token = tokens[at];
    if (!token) return undefined;
    if (token.text === "]") {
      const open = openingOf(tokens, at);
      if (open === undefined) return undefined;
      keys.unshift(keyIn(tokens.slice(open + 1, at)));
      at = open - 1;
      continue;
    }
    if (token.kind === "variable") return { keys, from: at };
    if (token.kind === "name") {
      const isFirst = tokens[at - 1]?.text !== ".";
      if (isFirst) return { keys: [unquoted(token.text), ...keys], from: at };
      keys.unshift(unquoted(token.text));
    } else if (token.text === "*") keys.unshift(0);
    else return undefined;
    if (tokens[at - 1]?.text !== ".") return undefined;
    at -= 2;
  }
  return undefined;
}

/** What brackets name: a member in quotes, an element by its index, or some element that a predicate chooses. */
function keyIn([only, ...others]: readonly Token[]): string | number {
  if (only?.kind === "name" && others.length === 0 && /^["']/.test(only.text)) return unquoted(only.text);
  return 0;
}

const unquoted = (name: string): string => (/^["'`]/.test(name) ? name.slice(1, -1) : name);

/** The value whose members names are of within a predicate, a block or an object after a path: `items[price > 1]`. */
function around(expression: Expression, last: number, depth: number): ValuePath | undefined {
  const { tokens } = expression;
  for (let open = enclosing(tokens, last); open !== undefined; open = enclosing(tokens, open - 1)) {
    const token = tokens[open - 1];
    if (token?.text === ".") return endingAt(expression, open - 2, depth);
    const isCall = tokens[open]?.text === "(";
    if (!isCall && token && endsPath(token)) return joined(endingAt(expression, open - 1, depth), [0]);
  }
  return undefined;
}

const endsPath = ({ kind, text }: Token): boolean =>
  kind === "name" || kind === "variable" || text === "]" || text === "*";
