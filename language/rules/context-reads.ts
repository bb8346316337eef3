import {
  type IntrinsicArgument,
  type JsonataSource,
  type JsonPath,
  keptByExpression,
  type PathName,
  parseIntrinsic,
  parseMarked,
  parsePath,
} from "../expressions/index.ts";
import { type EvaluatedText, evaluatedTexts, keptByPart, type Model } from "../model/index.ts";
import { derived, type Span } from "../text/index.ts";
import { spanInText } from "./expressions/text-span.ts";

/** A place that reads the context object: `$$.Execution.Id`, `$states.context.Execution.Id`. */
export interface ContextRead {
  readonly text: EvaluatedText;
  /** What follows the context object at once: `Execution` and `Id`. */
  readonly names: readonly PathName[];
  /** Where the spans of the names begin to count in the text's value. */
  readonly offset: number;
}

/** Where some of the names stand in the document. */
export function placeOfNames({ text, offset }: ContextRead, first: PathName, last = first): Span {
  return spanInText(text.node, { start: first.span.start + offset, end: last.span.end + offset });
}

/** Every place of a document that reads something of the context object; several rules look at them. */
export const contextReads = derived(({ parts }: Model): readonly ContextRead[] => {
  const found: ContextRead[] = [];
  for (const part of parts) for (const read of readsOf(part)) found.push(read);
  return found;
});

const NONE: readonly ContextRead[] = [];

const readsOf = keptByPart((part): readonly ContextRead[] => {
  let found = NONE;
  for (const text of evaluatedTexts(part)) {
    const reads = readsIn(text);
    if (reads.length > 0) found = [...found, ...reads];
  }
  return found;
});

function readsIn(text: EvaluatedText): readonly ContextRead[] {
  if (text.part.queryLanguage === "JSONata") return text.marked ? readsInJsonata(text, text.marked) : NONE;
  if (!text.node.value.includes("$$")) return NONE;
  return pathsIn(text).flatMap(({ path, start }) => toRead(text, namesOf(path), start));
}

const toRead = (text: EvaluatedText, names: readonly PathName[], offset: number): readonly ContextRead[] =>
  names.length === 0 ? NONE : [{ text, names, offset }];

function readsInJsonata(text: EvaluatedText, marked: JsonataSource): readonly ContextRead[] {
  const uses = usesOfContext(marked);
  return uses.length === 0 ? NONE : uses.map((names) => ({ text, names, offset: marked.offset }));
}

/** The names behind `$states.context`, each time that there are some. */
const usesOfContext = keptByExpression((marked): readonly (readonly PathName[])[] => {
  const parsed = marked.source.includes("context") ? parseMarked(marked) : undefined;
  if (!parsed?.ok) return NO_USES;
  const found: (readonly PathName[])[] = [];
  for (const { name, names, isLocal } of parsed.value.uses.variables) {
    if (name === "states" && names[0]?.name === "context" && names.length > 1 && !isLocal) found.push(names.slice(1));
  }
  return found;
});

const NO_USES: readonly (readonly PathName[])[] = [];

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
