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
  /** Whether the expression itself binds that name for this place. */
  readonly isLocal: boolean;
  /** What the expression binds, by a number of its own: the same for every place that means it. */
  readonly local?: number;
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
  readonly local?: number;
}

/** A name that the expression binds by `:=`, `@` or `#`, or as a parameter of a function. */
export interface Binding {
  readonly name: string;
  readonly span: Span;
  /** Whether a function is bound to it. */
  readonly isFunction: boolean;
  /** Of two bindings of one name in one block the same: the second one gives it another value. */
  readonly local: number;
}

/** A name without a value to belong to: `foo`, `$` or `$$` at the top level, which the service refuses. */
export interface RootName {
  readonly name: string;
  readonly span: Span;
}

interface Scope {
  readonly names: Map<string, Local>;
  readonly outer: Scope | undefined;
  /** Whether it is evaluated when its function is called: what is around it is all bound by then. */
  readonly isLater: boolean;
}

/** A name in a scope, with the places that bind it and the nodes that do. */
interface Local {
  readonly id: number;
  readonly places: { readonly start: number; readonly by: JsonataNode }[];
}

/** The nodes around a place whose values are being bound. */
interface Around {
  readonly by: JsonataNode;
  readonly outer: Around | undefined;
}

interface Visit {
  readonly node: JsonataNode;
  readonly scope: Scope;
  readonly around: Around | undefined;
  readonly hasContext: boolean;
  /** Whether `~>` hands it an argument. */
  readonly isApplied?: boolean;
  /** Whether its name was noted together with the outer node. */
  readonly isNoted?: boolean;
}

/** A name that is used, with what decides what it means there. */
interface Use {
  readonly name: string;
  readonly span: Span;
  readonly scope: Scope;
  readonly around: Around | undefined;
}

type Found<T> = Omit<T, "isLocal" | "local"> & Use;

interface Finds {
  readonly source: string;
  readonly variables: Found<VariableUse>[];
  readonly calls: Found<CallUse>[];
  readonly bindings: Binding[];
  readonly rootNames: RootName[];
  locals: number;
}

/** Finds the names in a syntax tree. Iterative. */
export function jsonataUses(root: JsonataNode, source: string): JsonataUses {
  const finds: Finds = { source, variables: [], calls: [], bindings: [], rootNames: [], locals: 0 };
  const outermost: Scope = { names: new Map(), outer: undefined, isLater: false };
  const pending: Visit[] = [{ node: root, scope: outermost, around: undefined, hasContext: false }];
  for (let visit = pending.pop(); visit; visit = pending.pop()) {
    const scope = innerScope(visit.node, visit.scope);
    if (!visit.isNoted) note(visit, scope, finds);
    noteStep(visit.node, scope, finds);
    const noted = notedWith(visit.node);
    for (const { node, hasContext } of innerNodes(visit.node)) {
      const isApplied = visit.node.type === "apply" && node === visit.node.rhs && node.type === "function";
      const around = visit.node.type === "bind" ? { by: visit.node, outer: visit.around } : visit.around;
      const context = visit.hasContext || hasContext;
      pending.push({ node, scope, around, hasContext: context, isApplied, isNoted: node === noted });
    }
  }
  return {
    variables: inOrder(finds.variables.map((use) => ({ ...withoutScope(use), ...bound(use) }))),
    calls: inOrder(finds.calls.map((use) => ({ ...withoutScope(use), ...bound(use) }))),
    bindings: inOrder(finds.bindings),
    rootNames: inOrder(finds.rootNames),
  };
}

function inOrder<T extends { readonly span: Span }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => a.span.start - b.span.start);
}

function withoutScope<T extends Use>({ scope, around, ...use }: T): Omit<T, "scope" | "around"> {
  return use;
}

/** Whether the expression binds the name of a use, and where. */
function bound(found: Use): Pick<VariableUse, "isLocal" | "local"> {
  const local = localOf(found.name, found.span.start, found.scope, found.around);
  return { isLocal: local !== undefined, ...(local && { local: local.id }) };
}

/**
 * What a name means at a place: what the innermost scope binds before it. In `$x := $x + 1` the second `$x` is the one
 * from outside, while a function may call itself and whatever is bound after it.
 */
function localOf(name: string, at: number, from: Scope, around: Around | undefined): Local | undefined {
  let isLater = false;
  for (let scope: Scope | undefined = from; scope; scope = scope.outer) {
    const local = scope.names.get(name);
    if (local && (isLater || local.places.some(({ start, by }) => start < at && !isAround(by, around)))) return local;
    isLater ||= scope.isLater;
  }
  return undefined;
}

function isAround(node: JsonataNode, innermost: Around | undefined): boolean {
  for (let around = innermost; around; around = around.outer) if (around.by === node) return true;
  return false;
}

function innerScope(node: JsonataNode, outer: Scope): Scope {
  const isLater = node.type === "lambda" && !node.thunk;
  return isLater || node.type === "block" ? { names: new Map(), outer, isLater } : outer;
}

function note(visit: Visit, scope: Scope, finds: Finds): void {
  const { node } = visit;
  if (node.type === "variable") noteVariable(visit, [], scope, finds);
  else if (node.type === "path") notePath(visit, scope, finds);
  else if (node.type === "function" || node.type === "partial") noteCall(visit, scope, finds);
  else if (node.type === "bind" && node.lhs && "type" in node.lhs)
    bind(node.lhs, node.rhs?.type === "lambda", node, scope, finds);
  else if (node.type === "lambda")
    for (const parameter of node.arguments ?? []) bind(parameter, false, node, scope, finds);
}

function noteStep(node: JsonataNode, scope: Scope, finds: Finds): void {
  for (const name of [node.focus, node.index]) if (name !== undefined) bindStep(name, node, scope, finds);
  for (const stage of node.stages ?? []) if (stage.type === "index") bindStep(String(stage.value), node, scope, finds);
}

function bind(variable: JsonataNode, isFunction: boolean, by: JsonataNode, scope: Scope, finds: Finds): void {
  addBinding(String(variable.value), spanOf(variable, finds.source), isFunction, by, scope, finds);
}

/** `@$order`, `#$i`: the library says only where the step before it stands. */
function bindStep(name: string, by: JsonataNode, scope: Scope, finds: Finds): void {
  const after = /[@#]\s*\$/g;
  after.lastIndex = by.position ?? 0;
  for (let found = after.exec(finds.source); found; found = after.exec(finds.source)) {
    const span = { start: after.lastIndex - 1, end: after.lastIndex + name.length };
    if (finds.source.slice(span.start + 1, span.end) !== name) continue;
    addBinding(name, span, false, by, scope, finds);
    return;
  }
}

function addBinding(name: string, span: Span, isFunction: boolean, by: JsonataNode, scope: Scope, finds: Finds): void {
  const local = scope.names.get(name) ?? { id: finds.locals++, places: [] };
  scope.names.set(name, local);
  local.places.push({ start: span.start, by });
  finds.bindings.push({ name, span, isFunction, local: local.id });
}

function noteVariable(
  { node, around, hasContext }: Omit<Visit, "scope">,
  names: readonly PathName[],
  scope: Scope,
  finds: Finds,
): void {
  const name = String(node.value);
  const span = spanOf(node, finds.source);
  if (name === "" || name === "$") {
    if (name === "$" || !hasContext) finds.rootNames.push({ name: `$${name}`, span });
  } else finds.variables.push({ name, span, names, scope, around });
}

/** The first step of a path: a variable with the names that follow it, or a name of the context. */
function notePath({ node, around, hasContext }: Visit, scope: Scope, finds: Finds): void {
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
  noteVariable({ node: first, around, hasContext }, names, scope, finds);
}

function noteCall({ node, around, isApplied }: Visit, scope: Scope, finds: Finds): void {
  const { procedure, arguments: given = [] } = node;
  if (procedure?.type !== "variable") return;
  finds.calls.push({
    name: String(procedure.value),
    span: spanOf(procedure, finds.source),
    arguments: given.length + (isApplied ? 1 : 0),
    isPartial: node.type === "partial",
    scope,
    around,
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
