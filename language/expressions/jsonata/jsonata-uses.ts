import type { Span } from "../../text/index.ts";
import type { PathName } from "../jsonpath/path.ts";
import { innerNodes, type JsonataNode } from "./node.ts";
import { tokenEndingAt } from "./token-span.ts";

/** The names in an expression, each in the order of the text. Spans are offsets in the expression's source. */
export interface JsonataUses {
  readonly variables: readonly VariableUse[];
  readonly calls: readonly CallUse[];
  readonly bindings: readonly Binding[];
  readonly rootNames: readonly RootName[];
}

/** A variable that is read: `$states.input.a`. */
export interface VariableUse {
  /** Without `$`. */
  readonly name: string;
  /** Of `$states`. */
  readonly span: Span;
  /** The names that follow it at once: `input` and `a`. */
  readonly names: readonly PathName[];
  /** Whether the expression itself binds that name around this place. */
  readonly isLocal: boolean;
}

/** A function that is called by name: `$sum(x)`. */
export interface CallUse {
  readonly name: string;
  /** Of `$sum`. */
  readonly span: Span;
  /** How many arguments it gets, the one that `~>` hands it included. */
  readonly arguments: number;
  /** Whether some arguments are left open: `$f(?, 1)`. */
  readonly isPartial: boolean;
  readonly isLocal: boolean;
}

/** A name that the expression binds by `:=`, or as a parameter of a function. */
export interface Binding {
  readonly name: string;
  readonly span: Span;
  /** Whether a function is bound to it. */
  readonly isFunction: boolean;
}

/** A name without a value to belong to: `foo`, `$` or `$$` at the top level, which the service refuses. */
export interface RootName {
  readonly name: string;
  readonly span: Span;
}

interface Scope {
  readonly names: Set<string>;
  readonly outer: Scope | undefined;
}

interface Visit {
  readonly node: JsonataNode;
  readonly scope: Scope;
  readonly hasContext: boolean;
  /** Whether `~>` hands it an argument. */
  readonly isApplied?: boolean;
  /** Whether its name was noted together with the outer node. */
  readonly isNoted?: boolean;
}

interface Finds {
  readonly source: string;
  readonly variables: (Omit<VariableUse, "isLocal"> & { readonly scope: Scope })[];
  readonly calls: (Omit<CallUse, "isLocal"> & { readonly scope: Scope })[];
  readonly bindings: Binding[];
  readonly rootNames: RootName[];
}

/** Finds the names in a syntax tree. Iterative. Where a name is bound in a scope doesn't matter: functions may call themselves. */
export function jsonataUses(root: JsonataNode, source: string): JsonataUses {
  const finds: Finds = { source, variables: [], calls: [], bindings: [], rootNames: [] };
  const pending: Visit[] = [{ node: root, scope: { names: new Set(), outer: undefined }, hasContext: false }];
  for (let visit = pending.pop(); visit; visit = pending.pop()) {
    const scope = innerScope(visit.node, visit.scope);
    if (!visit.isNoted) note(visit, scope, finds);
    const noted = notedWith(visit.node);
    for (const { node, hasContext } of innerNodes(visit.node)) {
      const isApplied = visit.node.type === "apply" && node === visit.node.rhs && node.type === "function";
      pending.push({ node, scope, hasContext: visit.hasContext || hasContext, isApplied, isNoted: node === noted });
    }
  }
  const inOrder = <T extends { readonly span: Span }>(items: readonly T[]): readonly T[] =>
    items.toSorted((a, b) => a.span.start - b.span.start);
  return {
    variables: inOrder(finds.variables.map(({ scope, ...use }) => ({ ...use, isLocal: isBound(use.name, scope) }))),
    calls: inOrder(finds.calls.map(({ scope, ...use }) => ({ ...use, isLocal: isBound(use.name, scope) }))),
    bindings: inOrder(finds.bindings),
    rootNames: inOrder(finds.rootNames),
  };
}

function isBound(name: string, from: Scope): boolean {
  for (let scope: Scope | undefined = from; scope; scope = scope.outer) if (scope.names.has(name)) return true;
  return false;
}

function innerScope(node: JsonataNode, outer: Scope): Scope {
  const opens = node.type === "block" || (node.type === "lambda" && !node.thunk);
  return opens ? { names: new Set(), outer } : outer;
}

function note(visit: Visit, scope: Scope, finds: Finds): void {
  const { node } = visit;
  if (node.type === "variable") noteVariable(visit, [], scope, finds);
  else if (node.type === "path") notePath(visit, scope, finds);
  else if (node.type === "function" || node.type === "partial") noteCall(visit, scope, finds);
  else if (node.type === "bind" && node.lhs && "type" in node.lhs)
    bind(node.lhs, node.rhs?.type === "lambda", scope, finds);
  else if (node.type === "lambda") for (const parameter of node.arguments ?? []) bind(parameter, false, scope, finds);
  for (const name of [node.focus, node.index]) if (name !== undefined) scope.names.add(name);
  for (const stage of node.stages ?? []) if (stage.type === "index") scope.names.add(String(stage.value));
}

function bind(variable: JsonataNode, isFunction: boolean, scope: Scope, finds: Finds): void {
  const name = String(variable.value);
  scope.names.add(name);
  finds.bindings.push({ name, span: spanOf(variable, finds.source), isFunction });
}

function noteVariable({ node, hasContext }: Visit, names: readonly PathName[], scope: Scope, finds: Finds): void {
  const name = String(node.value);
  const span = spanOf(node, finds.source);
  if (name === "" || name === "$") {
    if (name === "$" || !hasContext) finds.rootNames.push({ name: `$${name}`, span });
  } else finds.variables.push({ name, span, names, scope });
}

/** The first step of a path: a variable with the names that follow it, or a name of the context. */
function notePath({ node, hasContext }: Visit, scope: Scope, finds: Finds): void {
  const [first, ...rest] = node.steps ?? [];
  if (!first) return;
  if (first.type === "name" && !hasContext) {
    finds.rootNames.push({ name: String(first.value), span: spanOf(first, finds.source) });
  }
  if (first.type !== "variable") return;
  const end = rest.findIndex(({ type }) => type !== "name");
  const names = (end < 0 ? rest : rest.slice(0, end)).map((step) => ({
    name: String(step.value),
    span: spanOf(step, finds.source),
  }));
  noteVariable({ node: first, hasContext, scope }, names, scope, finds);
}

function noteCall({ node, isApplied }: Visit, scope: Scope, finds: Finds): void {
  const { procedure, arguments: given = [] } = node;
  if (procedure?.type !== "variable") return;
  finds.calls.push({
    name: String(procedure.value),
    span: spanOf(procedure, finds.source),
    arguments: given.length + (isApplied ? 1 : 0),
    isPartial: node.type === "partial",
    scope,
  });
}

/** The variable that is noted together with the path or the call that it begins. */
function notedWith(node: JsonataNode): JsonataNode | undefined {
  if (node.type === "path" && node.steps?.[0]?.type === "variable") return node.steps[0];
  return node.procedure?.type === "variable" ? node.procedure : undefined;
}

/** A variable's name may hold quotes, a name may stand in them. */
function spanOf({ type, value, position: end = 0 }: JsonataNode, source: string): Span {
  return type === "variable" ? { start: end - 1 - String(value).length, end } : tokenEndingAt(source, end);
}
