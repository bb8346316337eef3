import {
  type IntrinsicArgument,
  type JsonPath,
  jsonataFunctions,
  keptByExpression,
  type PathName,
  parseIntrinsic,
  parseMarked,
  parsePath,
} from "../expressions/index.ts";
import type { Span } from "../text/index.ts";
import type { EvaluatedText } from "./evaluated-text.ts";

/** A variable that a text reads: `$order` in `$order.id`. */
export interface VariableRead {
  /** Without `$`. */
  readonly name: string;
  /** Of `$order`, as offsets in the text's value. */
  readonly span: Span;
  /** The names that follow it at once, with their places in the text's value. */
  readonly names: readonly PathName[];
  /** Whether the text asks whether it has a value, as `$exists($order)` does. */
  readonly isTested: boolean;
  /** Whether a function of JSONata has that name: where nothing assigns it, the function is meant. */
  readonly isFunction: boolean;
}

/** The variables that a text reads, in its order; `$states` and what an expression binds itself are none. */
export function variableReads(text: EvaluatedText): readonly VariableRead[] {
  if (text.part.queryLanguage === "JSONata") return text.marked ? readsInJsonata(text.marked) : NONE;
  const { value } = text.node;
  if (!mayReadVariables(value) || !isEvaluatedPath(text)) return NONE;
  if (!value.trimStart().startsWith("States.")) {
    const path = parsePath(value);
    return path.ok ? readsInPath(path.value, 0) : [];
  }
  const call = parseIntrinsic(value);
  return call.ok ? readsInCall(call.value) : [];
}

const NONE: readonly VariableRead[] = [];

/** Whether a text of a JSONPath state is a path or a call: within a template only under a key that ends in `.$`. */
function isEvaluatedPath({ spec, isItem, member }: EvaluatedText): boolean {
  const isTemplate = spec.type === "template" || spec.type === "assignments";
  return !isTemplate || (!isItem && member.key.value.endsWith(".$"));
}

const MAY_READ = /\$(?!states\b)[\p{ID_Start}_]/u;

/** Whether a text names anything after a `$`. Most read no variables, and needn't be parsed to find that out. */
export function mayReadVariables(value: string): boolean {
  for (let at = value.indexOf("$"); at >= 0; at = value.indexOf("$", at + 1)) {
    const code = value.charCodeAt(at + 1);
    if (code > 127) return MAY_READ.test(value);
    const isLetter = (code > 96 && code < 123) || (code > 64 && code < 91) || code === 95;
    if (isLetter && !(value.startsWith("states", at + 1) && !/^\w/.test(value.slice(at + 7, at + 8)))) return true;
  }
  return false;
}

const readsInJsonata = keptByExpression((marked): readonly VariableRead[] => {
  const parsed = parseMarked(marked);
  if (!parsed.ok) return [];
  const { source, offset } = marked;
  const moved = ({ start, end }: Span): Span => ({ start: start + offset, end: end + offset });
  const mayTest = source.includes("$exists(") || source.includes("$type(");
  const found: VariableRead[] = [];
  for (const { name, span, names, isLocal } of parsed.value.uses.variables) {
    if (isLocal || name === "states") continue;
    found.push({
      name,
      span: moved(span),
      names: names.map((each) => ({ name: each.name, span: moved(each.span) })),
      isTested: mayTest && /\$(?:exists|type)\(\s*$/.test(source.slice(0, span.start)),
      isFunction: jsonataFunctions.has(name),
    });
  }
  return found;
});

function readsInPath({ root, steps }: JsonPath, offset: number): readonly VariableRead[] {
  if (root.kind !== "variable") return [];
  const names: PathName[] = [];
  for (const step of steps) {
    const [only, ...others] = step.kind === "property" ? step.names : [];
    if (!only || others.length > 0) break;
    names.push({ name: only.name, span: { start: only.span.start + offset, end: only.span.end + offset } });
  }
  const span = { start: root.span.start + offset, end: root.span.end + offset };
  return [{ name: root.name, span, names, isTested: false, isFunction: false }];
}

function readsInCall(root: IntrinsicArgument): readonly VariableRead[] {
  const found: VariableRead[] = [];
  const pending: IntrinsicArgument[] = [root];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === "path") found.push(...readsInPath(next.path, next.span.start));
    if (next.kind === "call") for (const argument of next.arguments.toReversed()) pending.push(argument);
  }
  return found;
}
