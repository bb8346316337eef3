import jsonata from "jsonata";
import { cached } from "../cache.ts";
import { MAX_SEQUENCE } from "../limits.ts";
import type { Parsed, Problem } from "../problem.ts";
import { asJsonataError, errorSpan } from "./jsonata-error.ts";
import { keptByExpression } from "./jsonata-source.ts";
import { type JsonataUses, jsonataUses } from "./jsonata-uses.ts";
import { keepInput } from "./keep-input.ts";
import { type JsonataNode, nodesWithin } from "./node.ts";
import { plainUses } from "./plain-uses.ts";
import { quickTree } from "./quick-tree.ts";
import { watchRuns } from "./run.ts";

/** An expression that can be read. */
export interface JsonataExpression {
  /** Its source, without marks and the blanks around it: the service's messages quote it so. */
  readonly text: string;
  readonly uses: JsonataUses;
}

/** Why a source is no expression, with the code of the language's own messages: `S0202`. */
export interface JsonataProblem extends Problem {
  readonly code?: string;
}

/** An expression with what its evaluation needs. */
export interface CompiledJsonata {
  readonly expression: JsonataExpression;
  readonly library: jsonata.Expression;
  /** How deeply its evaluation is nested at least. */
  readonly depth: number;
  /** Whether it only names a place in its input, so that its result needs no check. */
  readonly isPlace: boolean;
}

/** Reads a source, given without its marks. */
export const parseJsonata: (source: string) => Parsed<JsonataExpression, JsonataProblem> = cached(2_000, read);

/** What stands between a text's marks. `jsonataSource` remembers all expressions of the largest definition. */
export const parseMarked = keptByExpression(({ source }) => read(source));

function read(source: string): Parsed<JsonataExpression, JsonataProblem> {
  const uses = plainUses(source);
  if (uses) return { ok: true, value: { text: source, uses } };
  const tree = treeOf(source);
  return tree.ok ? { ok: true, value: { text: source, uses: jsonataUses(tree.value, source) } } : tree;
}

/** The syntax tree of a source; undefined where it is no expression. */
export function jsonataTree(source: string): JsonataNode | undefined {
  const tree = treeOf(source);
  return tree.ok ? tree.value : undefined;
}

const treeOf: (source: string) => Parsed<JsonataNode, JsonataProblem> = cached(1_000, (source) => {
  const tree = quickTree(source);
  if (tree) return { ok: true, value: tree };
  return readByLibrary(source, (library, nodes) => {
    releaseParser(nodes.map(({ node }) => node));
    return rootOf(library);
  });
});

/** Compiled expressions are kept: compiling takes far longer than a run. */
export const compileJsonata: (source: string) => Parsed<CompiledJsonata, JsonataProblem> = cached(8_000, compile);

function compile(source: string): Parsed<CompiledJsonata, JsonataProblem> {
  return readByLibrary(source, (library, nodes) => {
    if (!nodes.some(({ node: { type, value } }) => type === "binary" && value === "..")) {
      return prepare(source, library, nodes);
    }
    const bounded = jsonata(source, { sequence: MAX_SEQUENCE });
    return prepare(source, bounded, nodesOf(bounded));
  });
}

function readByLibrary<T>(
  source: string,
  make: (library: jsonata.Expression, nodes: Nodes) => T,
): Parsed<T, JsonataProblem> {
  try {
    const library = jsonata(source);
    const nodes = nodesOf(library);
    const newer = newerOperator(nodes, source);
    return newer ? { ok: false, problem: newer } : { ok: true, value: make(library, nodes) };
  } catch (thrown) {
    return { ok: false, problem: problemOf(thrown, source) };
  }
}

type Nodes = ReturnType<typeof nodesWithin>;

const rootOf = (library: jsonata.Expression): JsonataNode => library.ast() as unknown as JsonataNode;

const nodesOf = (library: jsonata.Expression): Nodes => nodesWithin(rootOf(library));

function prepare(text: string, library: jsonata.Expression, nodes: Nodes): CompiledJsonata {
  const root = rootOf(library);
  const depth = nodes.reduce((deepest, node) => Math.max(deepest, node.depth), 0);
  const isPlace = namesPlace(root);
  const uses = jsonataUses(root, text);
  const all = nodes.map(({ node }) => node);
  watchRuns(library, all, uses);
  keepInput(all);
  releaseParser(all);
  return { expression: { text, uses }, library, depth, isPlace };
}

/** Nodes inherit from the parser's tables, which would be kept with every expression: 17 KB of it instead of 5. */
function releaseParser(nodes: readonly JsonataNode[]): void {
  for (const node of nodes) Object.setPrototypeOf(node, Object.prototype);
}

/** The service has version 2.0.6 of the language, to which `?:` and `??` came later. */
function newerOperator(nodes: Nodes, source: string): JsonataProblem | undefined {
  for (const { type, position = 0 } of nodes.map(({ node }) => node)) {
    if (type !== "condition") continue;
    const operator = source.slice(Math.max(0, position - 2), position);
    if (operator !== "?:" && operator !== "??") continue;
    const span = { start: position - 2, end: position };
    return { code: "S0211", message: `The symbol "${operator[1]}" cannot be used as a unary operator`, span };
  }
  return undefined;
}

/** A variable with names and predicates after it, nothing else. */
function namesPlace(root: JsonataNode): boolean {
  const [first, ...rest] = root.type === "path" ? (root.steps ?? []) : [root];
  const names = [first, ...rest].every((step) => step && !step.group && !step.tuple);
  return !root.group && names && first?.type === "variable" && rest.every(({ type }) => type === "name");
}

function problemOf(thrown: unknown, source: string): JsonataProblem {
  if (thrown instanceof RangeError) {
    return { message: "This is nested too deeply: simplify it.", span: { start: 0, end: source.length } };
  }
  const error = asJsonataError(thrown);
  const { code, message = "This is no JSONata expression." } = error;
  return { ...(code !== undefined && { code }), message, span: errorSpan(error, source) };
}
