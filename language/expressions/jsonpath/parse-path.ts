import type { Json } from "../../text/index.ts";
import { cached } from "../cache.ts";
import type { Parsed } from "../problem.ts";
import { argumentEnd, fail, isBlank, nested, type Reader, readerOf, spanFrom, stringEnd } from "../reader.ts";
import { parseCondition } from "./parse-condition.ts";
import type { FunctionStep, IndexStep, JsonPath, PathName, PathRoot, PathStep, SliceStep } from "./path.ts";

/**
 * Reads a path: `$.a[0]`, `$$.State.Name`, `$name.b`. The grammar is Jayway's, on which the service builds, with the
 * service's roots in front. Reference, section 3.
 */
export const parsePath: (text: string) => Parsed<JsonPath> = cached(6_000, (text) => {
  const reader = readerOf(text);
  const end = text.trimEnd().length;
  while (isBlank(text[reader.at])) reader.at++;
  const path = readPath(reader, end, readRoot);
  if (path && !reader.problem) return { ok: true, value: path };
  return { ok: false, problem: reader.problem ?? { message: "This is no path.", span: { start: 0, end } } };
});

/** Whether a text may name a variable: a Unicode identifier of at most 80 characters. Reference, section 2.6. */
export function isVariableName(name: string): boolean {
  return [...name].length <= 80 && /^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(name);
}

function readPath(
  reader: Reader,
  end: number,
  readRootOf: (reader: Reader) => PathRoot | undefined,
): JsonPath | undefined {
  const start = reader.at;
  const earlierRemarks = reader.remarks.length;
  const root = readRootOf(reader);
  if (!root) return undefined;
  const unit = reader.text[reader.at];
  if (reader.at < end && unit !== "." && unit !== "[") {
    return fail(reader, `"${unit}" can't stand here: after the root comes a "." or a "[".`, reader.at);
  }
  const steps: PathStep[] = [];
  while (reader.at < end) {
    const step = readStep(reader, end);
    if (!step) return undefined;
    steps.push(step);
  }
  if (steps.at(-1)?.kind === "scan") return fail(reader, 'A name, a "*" or a bracket is missing after "..".', end - 1);
  const keys = keysOf(steps);
  return {
    text: reader.text.slice(start, end),
    span: { start, end },
    root,
    steps,
    definite: steps.every((step, index) => isDefinite(step, index === steps.length - 1)),
    isReference: keys !== undefined && isReference(keys),
    keys,
    remarks: reader.remarks.length > earlierRemarks ? reader.remarks.slice(earlierRemarks) : NO_REMARKS,
  };
}

const NO_REMARKS: JsonPath["remarks"] = [];

function isDefinite(step: PathStep, isLast: boolean): boolean {
  if (step.kind === "property") return step.names.length === 1 || isLast;
  if (step.kind === "index") return step.indexes.length === 1;
  return step.kind === "function";
}

function isReference(keys: readonly (string | number)[]): boolean {
  for (const key of keys) if (typeof key === "number" && key < 0) return false;
  return true;
}

function keysOf(steps: readonly PathStep[]): readonly (string | number)[] | undefined {
  const keys: (string | number)[] = [];
  for (const step of steps) {
    if (step.kind === "property" && step.names.length === 1) keys.push(step.names[0]?.name ?? "");
    else if (step.kind === "index" && step.indexes.length === 1) keys.push(step.indexes[0] ?? 0);
    else return undefined;
  }
  return keys;
}

function readRoot(reader: Reader): PathRoot | undefined {
  const { text, at } = reader;
  if (text[at] !== "$") return fail(reader, 'A path begins with "$".', at);
  reader.at++;
  if (text[reader.at] === "$") {
    reader.at++;
    return { kind: "context", span: spanFrom(reader, at) };
  }
  const next = text[reader.at];
  if (next === undefined || next === "." || next === "[") return { kind: "input", span: spanFrom(reader, at) };
  const name = /^[\p{ID_Start}_]\p{ID_Continue}*/u.exec(text.slice(reader.at, reader.at + 200))?.[0];
  if (name === undefined) return { kind: "input", span: spanFrom(reader, at) };
  reader.at += name.length;
  return { kind: "variable", name, span: spanFrom(reader, at) };
}

/** The root of a path within a filter: the value that is tested, or the whole document. */
function readInnerRoot(reader: Reader): PathRoot | undefined {
  const { text, at } = reader;
  if (text[at] !== "@" && text[at] !== "$") return fail(reader, 'A path begins with "$" or "@" here.', at);
  reader.at++;
  return { kind: text[at] === "@" ? "item" : "document", span: spanFrom(reader, at) };
}

export function readInnerPath(reader: Reader, end: number): JsonPath | undefined {
  return nested(reader, () => readPath(reader, end, readInnerRoot));
}

function readStep(reader: Reader, end: number): PathStep | undefined {
  const start = reader.at;
  const { text } = reader;
  if (text[start] === ".") {
    if (text[start + 1] === "." && start + 1 < end) {
      reader.at += 2;
      if (text[reader.at] === ".") return fail(reader, "There are too many dots here.", reader.at);
      return { kind: "scan", span: spanFrom(reader, start) };
    }
    reader.at++;
  }
  if (reader.at >= end) return fail(reader, "A path can't end with a dot: add a name, or delete it.", start);
  if (text[reader.at] === "[") return readBracket(reader, end, start);
  if (text[reader.at] !== "*") return readNameOrFunction(reader, end, start);
  reader.at++;
  return { kind: "wildcard", span: spanFrom(reader, start) };
}

const [BLANK, PARENTHESIS, DOT, BRACKET, BACKSLASH] = [32, 40, 46, 91, 92];

/** A name after a dot ends at a dot or a bracket; other marks in it are escaped by a backslash. */
function readNameOrFunction(reader: Reader, end: number, start: number): PathStep | undefined {
  const { text } = reader;
  const from = reader.at;
  let isEscaped = false;
  for (; reader.at < end; reader.at++) {
    const unit = text.charCodeAt(reader.at);
    if (unit === BLANK) {
      return fail(reader, `A name with a blank stands in brackets and quotes: ['two words'].`, reader.at);
    }
    if (unit === DOT || unit === BRACKET || unit === PARENTHESIS) break;
    if (unit !== BACKSLASH || reader.at + 1 >= end) continue;
    isEscaped = true;
    reader.at++;
  }
  const written = text.slice(from, reader.at);
  const name = isEscaped ? written.replace(/\\([\s\S])/g, "$1") : written;
  if (name === "") return fail(reader, "A name is missing here.", from);
  if (text[reader.at] === "(" && reader.at < end) return readFunction(reader, end, start, name);
  const span = spanFrom(reader, from);
  return { kind: "property", names: [{ name, span }], span: spanFrom(reader, start) };
}

function readFunction(reader: Reader, end: number, start: number, name: string): FunctionStep | undefined {
  const { text } = reader;
  const given: (JsonPath | { readonly literal: Json })[] = [];
  reader.at++;
  for (;;) {
    while (isBlank(text[reader.at])) reader.at++;
    const argument = argumentEnd(text, reader.at, end);
    if (argument === undefined || argument >= end) {
      return fail(reader, `The arguments of "${name}" are not closed properly.`, start, end);
    }
    const unit = text[reader.at];
    if (unit === "$" || unit === "@") {
      const path = readInnerPath(reader, argument);
      if (!path) return undefined;
      given.push(path);
    } else {
      const literal = jsonValue(text.slice(reader.at, argument));
      if (literal !== undefined) given.push({ literal });
    }
    reader.at = argument + 1;
    if (text[argument] === ")") break;
  }
  return { kind: "function", name, arguments: given, span: spanFrom(reader, start) };
}

function jsonValue(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function readBracket(reader: Reader, end: number, start: number): PathStep | undefined {
  const { text } = reader;
  let first = reader.at + 1;
  while (isBlank(text[first])) first++;
  const unit = first < end ? (text[first] ?? "") : "";
  if (unit === "'" || unit === '"') return readQuotedNames(reader, end, start, unit);
  if (unit === "?") return readFilter(reader, first, start);
  if (unit === "*" || /[-\d:]/.test(unit)) return readIndexes(reader, end, start);
  return fail(reader, 'A bracket takes names in quotes, indexes, "*", a slice such as [1:3], or a filter.', start, end);
}

/** In a name only its own quote is escaped; every other backslash belongs to the name. */
function readQuotedNames(reader: Reader, end: number, start: number, quote: "'" | '"'): PathStep | undefined {
  const { text } = reader;
  const names: PathName[] = [];
  reader.at++;
  for (;;) {
    while (isBlank(text[reader.at])) reader.at++;
    const from = reader.at;
    if (text[from] !== quote || from >= end) return fail(reader, `A name in ${quote} is missing here.`, from);
    const close = stringEnd(text, from);
    if (close >= end) return fail(reader, `This name has no end: close it with ${quote}.`, from, end);
    names.push({
      name: text.slice(from + 1, close).replaceAll(`\\${quote}`, quote),
      span: { start: from + 1, end: close },
    });
    reader.at = close + 1;
    while (isBlank(text[reader.at])) reader.at++;
    const unit = reader.at < end ? text[reader.at] : undefined;
    if (unit !== "]" && unit !== ",") return fail(reader, 'After the name comes "," or "]".', reader.at);
    reader.at++;
    if (unit === "]") return { kind: "property", names, quote, span: spanFrom(reader, start) };
  }
}

function readIndexes(reader: Reader, end: number, start: number): PathStep | undefined {
  const from = reader.at + 1;
  const close = reader.text.indexOf("]", from);
  if (close < 0 || close >= end) return fail(reader, 'This bracket is not closed: add "]".', start, end);
  const body = reader.text.slice(from, close).trim();
  reader.at = close + 1;
  const span = spanFrom(reader, start);
  if (body === "*") return { kind: "wildcard", span };
  const step = body.includes(":") ? sliceOf(body) : indexesOf(body);
  return step ? { ...step, span } : fail(reader, `"${body}" is neither an index nor a slice.`, from, close);
}

function indexesOf(body: string): Omit<IndexStep, "span"> | undefined {
  const parts = body.split(",").map((part) => part.trim());
  if (!parts.every((part) => /^-?\d{1,10}$/.test(part))) return undefined;
  return { kind: "index", indexes: parts.map(Number) };
}

function sliceOf(body: string): Omit<SliceStep, "span"> | undefined {
  const [from = "", to = "", ...rest] = body.split(":");
  const parts = [from, to, ...rest];
  if (!parts.every((part) => /^(?:-?\d{1,10})?$/.test(part)) || (from === "" && to === "")) return undefined;
  return { kind: "slice", ...(from !== "" && { from: Number(from) }), ...(to !== "" && { to: Number(to) }) };
}

function readFilter(reader: Reader, questionMark: number, start: number): PathStep | undefined {
  reader.at = questionMark + 1;
  const condition = nested(reader, () => parseCondition(reader, readInnerPath));
  if (!condition) return fail(reader, "This filter can't be read.", start, reader.text.length);
  return { kind: "filter", condition, span: spanFrom(reader, start) };
}
