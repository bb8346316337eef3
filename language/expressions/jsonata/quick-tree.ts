import type { JsonataNode } from "./node.ts";
import { finished, type RawNode } from "./quick-finish.ts";
import { nextToken } from "./quick-tokens.ts";

/**
 * The syntax tree of an expression, as the library makes it (`quick-tree.test.ts`); undefined for what is wrong and for
 * what few people write: parents (`%`), bindings by `@` and `#`, signatures of functions. Then the library reads it, in
 * many times the time: it builds its tables anew for each expression, and no two of its trees share their layout.
 */
export function quickTree(source: string): JsonataNode | undefined {
  const parsing: Parsing = { source, at: 0, depth: 0, token: END };
  if (!advance(parsing, false)) return undefined;
  const root = expression(parsing, 0);
  if (!root || parsing.token.type !== "end") return undefined;
  return finished(root);
}

interface Parsing {
  readonly source: string;
  at: number;
  depth: number;
  token: RawNode;
}

type Read = RawNode | undefined;

const END: RawNode = { type: "end", value: "(end)", position: 0 };

/** Deeper expressions are left to the library, whose answer to depth is its own. */
const MAX_DEPTH = 60;

const MAX_CHAIN = 200;

/** How strongly an operator binds what stands before it. */
const POWER: { readonly [operator: string]: number } = {
  ".": 75,
  "[": 80,
  "{": 70,
  "(": 80,
  "?": 20,
  "+": 50,
  "-": 50,
  "*": 60,
  "/": 60,
  "%": 60,
  "=": 40,
  "<": 40,
  ">": 40,
  "^": 40,
  ":=": 10,
  "!=": 40,
  "<=": 40,
  ">=": 40,
  "~>": 40,
  and: 30,
  or: 25,
  in: 40,
  "&": 50,
};

/** What may stand after an operand, but is left to the library. */
const LEFT_ALONE = ["@", "#", "?:", "??", "!", "~"];

function advance(parsing: Parsing, isOperator: boolean): boolean {
  const token = nextToken(parsing, isOperator);
  if (!token || (token.type === "operator" && LEFT_ALONE.includes(String(token.value)))) return false;
  parsing.token = token;
  return true;
}

const isAt = ({ token }: Parsing, operator: string): boolean => token.type === "operator" && token.value === operator;

/** Goes on behind an operator that must come now. */
const pass = (parsing: Parsing, operator: string, isOperator = false): boolean =>
  isAt(parsing, operator) && advance(parsing, isOperator);

function expression(parsing: Parsing, power: number): Read {
  if (++parsing.depth > MAX_DEPTH) return undefined;
  const { token } = parsing;
  if (!advance(parsing, true)) return undefined;
  let left = prefix(parsing, token);
  for (let count = 0; left && power < powerOf(parsing.token); count++) {
    if (count > MAX_CHAIN) return undefined;
    const operator = parsing.token;
    if (!advance(parsing, false)) return undefined;
    left = infix(parsing, operator, left);
  }
  parsing.depth--;
  return left;
}

function powerOf({ type, value }: RawNode): number {
  return type === "operator" ? (POWER[String(value)] ?? 0) : 0;
}

function prefix(parsing: Parsing, token: RawNode): Read {
  if (token.type === "end") return undefined;
  if (token.type !== "operator") return token;
  switch (token.value) {
    case "and":
    case "or":
    case "in":
      return token;
    case "*":
      return { ...token, type: "wildcard" };
    case "**":
      return { ...token, type: "descendant" };
    case "-": {
      const operand = expression(parsing, 70);
      return operand && { ...token, type: "unary", expression: operand };
    }
    case "(":
      return block(parsing, token);
    case "[":
      return list(parsing, token);
    case "{": {
      const pairs = pairsOf(parsing);
      return pairs && { ...token, type: "unary", pairs };
    }
    case "|":
      return transform(parsing, token);
    default:
      return undefined;
  }
}

function block(parsing: Parsing, token: RawNode): Read {
  const expressions: RawNode[] = [];
  while (!isAt(parsing, ")")) {
    const inner = expression(parsing, 0);
    if (!inner) return undefined;
    expressions.push(inner);
    if (!isAt(parsing, ";")) break;
    if (!advance(parsing, false)) return undefined;
  }
  return pass(parsing, ")", true) ? { ...token, type: "block", expressions } : undefined;
}

function list(parsing: Parsing, token: RawNode): Read {
  const expressions: RawNode[] = [];
  if (!isAt(parsing, "]")) {
    for (;;) {
      const item = expression(parsing, 0);
      const member = item && isAt(parsing, "..") ? range(parsing, item) : item;
      if (!member) return undefined;
      expressions.push(member);
      if (!isAt(parsing, ",")) break;
      if (!advance(parsing, false)) return undefined;
    }
  }
  return pass(parsing, "]", true) ? { ...token, type: "unary", expressions } : undefined;
}

function range(parsing: Parsing, lhs: RawNode): Read {
  const { position } = parsing.token;
  const rhs = advance(parsing, false) ? expression(parsing, 0) : undefined;
  return rhs && { type: "binary", value: "..", position, lhs, rhs };
}

function pairsOf(parsing: Parsing): [RawNode, RawNode][] | undefined {
  const pairs: [RawNode, RawNode][] = [];
  if (!isAt(parsing, "}")) {
    for (;;) {
      const key = expression(parsing, 0);
      const value = key && pass(parsing, ":") ? expression(parsing, 0) : undefined;
      if (!key || !value) return undefined;
      pairs.push([key, value]);
      if (!isAt(parsing, ",")) break;
      if (!advance(parsing, false)) return undefined;
    }
  }
  return pass(parsing, "}", true) ? pairs : undefined;
}

function transform(parsing: Parsing, token: RawNode): Read {
  const pattern = expression(parsing, 0);
  const update = pattern && pass(parsing, "|") ? expression(parsing, 0) : undefined;
  if (!pattern || !update) return undefined;
  const node: RawNode = { ...token, type: "transform", pattern, update };
  if (isAt(parsing, ",")) {
    const removed = advance(parsing, false) ? expression(parsing, 0) : undefined;
    if (!removed) return undefined;
    node.delete = removed;
  }
  return pass(parsing, "|") ? node : undefined;
}

function infix(parsing: Parsing, token: RawNode, left: RawNode): Read {
  switch (token.value) {
    case "(":
      return call(parsing, token, left);
    case "[":
      return predicate(parsing, token, left);
    case "{": {
      const pairs = pairsOf(parsing);
      return pairs && { ...token, type: "binary", lhs: left, pairs };
    }
    case "^":
      return sort(parsing, token, left);
    case "?":
      return condition(parsing, token, left);
    case ":=":
      return left.type === "variable" ? binary(parsing, token, left, 9) : undefined;
    default:
      return binary(parsing, token, left, powerOf(token));
  }
}

function binary(parsing: Parsing, token: RawNode, lhs: RawNode, power: number): Read {
  const rhs = expression(parsing, power);
  return rhs && { ...token, type: "binary", lhs, rhs };
}

function predicate(parsing: Parsing, token: RawNode, left: RawNode): Read {
  if (!isAt(parsing, "]")) {
    const node = binary(parsing, token, left, 0);
    return pass(parsing, "]", true) ? node : undefined;
  }
  let step = left;
  while (step.type === "binary" && step.value === "[" && step.lhs) step = step.lhs;
  step.keepArray = true;
  return advance(parsing, false) ? left : undefined;
}

function sort(parsing: Parsing, token: RawNode, lhs: RawNode): Read {
  if (!pass(parsing, "(")) return undefined;
  const terms: { readonly descending: boolean; readonly expression: RawNode }[] = [];
  for (;;) {
    const descending = isAt(parsing, ">");
    if ((descending || isAt(parsing, "<")) && !advance(parsing, false)) return undefined;
    const term = expression(parsing, 0);
    if (!term) return undefined;
    terms.push({ descending, expression: term });
    if (!isAt(parsing, ",")) break;
    if (!advance(parsing, false)) return undefined;
  }
  return pass(parsing, ")") ? { ...token, type: "binary", lhs, terms } : undefined;
}

function condition(parsing: Parsing, token: RawNode, tested: RawNode): Read {
  const then = expression(parsing, 0);
  if (!then) return undefined;
  const node: RawNode = { ...token, type: "condition", condition: tested, then };
  if (!isAt(parsing, ":")) return node;
  const otherwise = advance(parsing, false) ? expression(parsing, 0) : undefined;
  if (!otherwise) return undefined;
  node.else = otherwise;
  return node;
}

function call(parsing: Parsing, token: RawNode, procedure: RawNode): Read {
  const given: RawNode[] = [];
  let type = "function";
  if (!isAt(parsing, ")")) {
    for (;;) {
      if (isAt(parsing, "?")) {
        type = "partial";
        given.push(parsing.token);
        if (!advance(parsing, false)) return undefined;
      } else {
        const argument = expression(parsing, 0);
        if (!argument) return undefined;
        given.push(argument);
      }
      if (!isAt(parsing, ",")) break;
      if (!advance(parsing, false)) return undefined;
    }
  }
  if (!pass(parsing, ")", true)) return undefined;
  const node: RawNode = { ...token, type, procedure, arguments: given };
  const { type: kind, value } = procedure;
  return kind === "name" && (value === "function" || value === "λ") ? lambda(parsing, node, given) : node;
}

function lambda(parsing: Parsing, node: RawNode, given: readonly RawNode[]): Read {
  if (!given.every(({ type }) => type === "variable") || !pass(parsing, "{")) return undefined;
  const body = expression(parsing, 0);
  if (!body || !pass(parsing, "}")) return undefined;
  return { ...node, type: "lambda", body };
}
