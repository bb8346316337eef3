import {
  type IntrinsicArgument,
  type JsonPath,
  jsonataSource,
  type PathName,
  parseIntrinsic,
  parseMarked,
  parsePath,
} from "../expressions/index.ts";
import { type EvaluatedText, evaluatedTexts, type Model } from "../model/index.ts";
import type { Span } from "../text/index.ts";
import { spanInText } from "./expressions/text-span.ts";

/** A place that reads the context object: `$$.Execution.Id`, `$states.context.Execution.Id`. */
export interface ContextRead {
  readonly text: EvaluatedText;
  /** What follows the context object at once, `Execution` and `Id`, with spans in the document. */
  readonly names: readonly PathName[];
}

const known = new WeakMap<Model, readonly ContextRead[]>();

/** Every place of a document that reads something of the context object; several rules look at them. */
export function contextReads(model: Model): readonly ContextRead[] {
  const before = known.get(model);
  if (before) return before;
  const reads: ContextRead[] = [];
  for (const part of model.parts)
    for (const text of evaluatedTexts(part)) if (mayReadContext(text)) reads.push(...readsIn(text));
  known.set(model, reads);
  return reads;
}

const mayReadContext = ({ part, node }: EvaluatedText): boolean =>
  node.value.includes(part.queryLanguage === "JSONata" ? "context" : "$$");

function readsIn(text: EvaluatedText): readonly ContextRead[] {
  if (text.part.queryLanguage === "JSONata") return readsInJsonata(text);
  return pathsIn(text).flatMap(({ path, start }) => toRead(text, namesOf(path), start));
}

function toRead(text: EvaluatedText, names: readonly PathName[], offset: number): readonly ContextRead[] {
  const moved = names.map(({ name, span }) => ({ name, span: spanInText(text.node, shifted(span, offset)) }));
  return moved.length === 0 ? [] : [{ text, names: moved }];
}

const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

function readsInJsonata(text: EvaluatedText): readonly ContextRead[] {
  const marked = jsonataSource(text.node.value);
  const parsed = marked && parseMarked(marked);
  if (!parsed?.ok) return [];
  const uses = parsed.value.uses.variables.filter(
    ({ name, names, isLocal }) => name === "states" && names[0]?.name === "context" && !isLocal,
  );
  return uses.flatMap(({ names }) => toRead(text, names.slice(1), marked?.offset ?? 0));
}

interface PlacedPath {
  readonly path: JsonPath;
  /** Where it begins in the text's value. */
  readonly start: number;
}

function pathsIn({ node, spec, member, isItem }: EvaluatedText): readonly PlacedPath[] {
  const isTemplate = spec.type === "template" || spec.type === "assignments";
  if (isTemplate && (isItem || !member.key.value.endsWith(".$"))) return [];
  if (!/^\s*States\./.test(node.value)) {
    const parsed = parsePath(node.value);
    return parsed.ok ? [{ path: parsed.value, start: 0 }] : [];
  }
  const call = parseIntrinsic(node.value);
  return call.ok ? pathsInCall(call.value) : [];
}

/** Calls are nested at most as deep as the parser goes; iterative all the same. */
function pathsInCall(call: IntrinsicArgument): readonly PlacedPath[] {
  const found: PlacedPath[] = [];
  const pending = [call];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === "path") found.push({ path: next.path, start: next.span.start });
    if (next.kind === "call") pending.push(...next.arguments.toReversed());
  }
  return found;
}

/** The names that follow the root at once, up to an index, a filter or the like. */
function namesOf({ root, steps }: JsonPath): readonly PathName[] {
  const names: PathName[] = [];
  if (root.kind !== "context") return names;
  for (const step of steps) {
    const name = step.kind === "property" && step.names.length === 1 ? step.names[0] : undefined;
    if (!name) break;
    names.push(name);
  }
  return names;
}
