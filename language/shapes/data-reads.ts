import {
  type IntrinsicArgument,
  type JsonPath,
  keptByExpression,
  parseIntrinsic,
  parseMarked,
  parsePath,
  type VariableUse,
} from "../expressions/index.ts";
import { type EvaluatedText, isPlaceholder, type VariableRead } from "../model/index.ts";
import type { Span } from "../text/index.ts";
import { follow, memberOf } from "./follow.ts";
import { rootOf } from "./jsonata-shape.ts";
import type { ShapeRoots } from "./roots.ts";
import { type DataShape, unknown } from "./shape.ts";

/** A place in data that a text names: `$.order.id`, `$states.result.Payload`, `$total.net`. */
export interface DataRead {
  readonly root: "input" | "result" | "errorOutput" | "context" | { readonly variable: VariableRead["name"] };
  readonly keys: readonly (string | number)[];
  /** Where a key stands in the text's value. */
  spanOf(index: number): Span;
}

/** The places in data that a text names, as far as they are single places. */
export function dataReads(text: EvaluatedText): readonly DataRead[] {
  const { node, part, spec, member, isItem, marked } = text;
  if (part.queryLanguage === "JSONata") return marked && !marked.hasPlaceholder ? readsInJsonata(marked) : NONE;
  const { value } = node;
  if (!value.includes("$") || isPlaceholder(node)) return NONE;
  const isTemplate = spec.type === "template" || spec.type === "assignments";
  if (isTemplate && (isItem || !member.key.value.endsWith(".$"))) return [];
  if (value.trimStart().startsWith("States.")) {
    const call = parseIntrinsic(value);
    return call.ok ? readsInCall(call.value) : [];
  }
  const path = parsePath(value);
  return path.ok ? readInPath(path.value, 0) : [];
}

const NONE: readonly DataRead[] = [];

function readInPath({ root, steps, keys }: JsonPath, offset: number): readonly DataRead[] {
  if (!keys || root.kind === "item" || root.kind === "document") return [];
  const spanOf = (index: number): Span => {
    const step = steps[index];
    return moved((step?.kind === "property" && step.names[0]?.span) || step?.span, offset);
  };
  return [{ root: root.kind === "variable" ? { variable: root.name } : root.kind, keys, spanOf }];
}

function readsInCall(root: IntrinsicArgument): readonly DataRead[] {
  const found: DataRead[] = [];
  const pending: IntrinsicArgument[] = [root];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === "path") found.push(...readInPath(next.path, next.span.start));
    if (next.kind === "call") pending.push(...next.arguments);
  }
  return found;
}

const readsInJsonata = keptByExpression((marked): readonly DataRead[] => {
  const parsed = parseMarked(marked);
  if (!parsed.ok) return [];
  const found: DataRead[] = [];
  for (const use of parsed.value.uses.variables) {
    const read = use.isLocal ? undefined : readOf(use, marked.offset);
    if (read) found.push(read);
  }
  return found;
});

function readOf({ name, names }: VariableUse, offset: number): DataRead | undefined {
  if (name !== "states") {
    const keys = names.map((each) => each.name);
    return { root: { variable: name }, keys, spanOf: (index) => moved(names[index]?.span, offset) };
  }
  const root = names[0]?.name;
  if (root !== "input" && root !== "result" && root !== "errorOutput" && root !== "context") return undefined;
  const keys: string[] = [];
  for (let i = 1; i < names.length; i++) keys.push(names[i]?.name ?? "");
  return { root, keys, spanOf: (index) => moved(names[index + 1]?.span, offset) };
}

const moved = (span: Span | undefined, by: number): Span => ({
  start: (span?.start ?? 0) + by,
  end: (span?.end ?? 0) + by,
});

/** Whether some place that an expression of JSONata names leads nowhere: seen fast, since nearly all lead somewhere. */
export function leadsNowhere(text: EvaluatedText, rootsOf: (text: EvaluatedText) => ShapeRoots): boolean {
  const { marked, part } = text;
  const parsed = marked?.hasPlaceholder === false ? parseMarked(marked) : undefined;
  if (!parsed?.ok || !part.state) return false;
  for (const { name, names, isLocal } of parsed.value.uses.variables) {
    if (isLocal || names.length === 0) continue;
    const isStates = name === "states";
    const field = names[0]?.name ?? "";
    // Of the context object other rules speak.
    if (isStates && (names.length === 1 || field === "context")) continue;
    let shape = isStates ? rootOf(field, rootsOf(text)) : rootsOf(text).variable(name);
    for (let i = isStates ? 1 : 0; shape && shape !== unknown && i < names.length; i++) {
      const followed = memberOf(shape, names[i]?.name ?? "", true);
      if (followed.isAbsent) return true;
      ({ shape } = followed);
    }
  }
  return false;
}

/** What is at the beginning of a place. */
export function rootShape({ root }: DataRead, roots: ShapeRoots): DataShape {
  return typeof root === "string" ? (roots[root] ?? unknown) : roots.variable(root.variable);
}

/** What a place's first keys lead to, and which of them leads nowhere, whatever the data. */
export function followRead(read: DataRead, { part }: EvaluatedText, roots: ShapeRoots, count = read.keys.length) {
  const keys = count < read.keys.length ? read.keys.slice(0, count) : read.keys;
  return follow(rootShape(read, roots), keys, part.queryLanguage === "JSONata");
}
