import type { Span } from "../../text/index.ts";
import { cached } from "../cache.ts";
import { parsePath } from "../jsonpath/parse-path.ts";
import type { Parsed, Problem } from "../problem.ts";
import { argumentEnd, fail, isBlank, type Reader, readerOf, skipBlanks, spanFrom, take } from "../reader.ts";
import { intrinsicFunctions } from "./functions.ts";
import type { IntrinsicArgument, IntrinsicCall } from "./intrinsic-call.ts";

/** A field may hold this many calls within calls. Reference, section 4. */
export const MAX_NESTED_CALLS = 10;

/** Why a text is no call of an intrinsic function, under the name of the rule that says so. */
export interface IntrinsicProblem extends Problem {
  readonly code: "intrinsic-syntax" | "intrinsic-escape" | "intrinsic-nesting";
}

/**
 * Reads a call such as `States.MathAdd($.a, 1)`. Names, arguments and their types are not checked here (`checkIntrinsic`):
 * a call of an unknown function is read, so that an editor can help with it. Reference, section 4.
 */
export const parseIntrinsic: (text: string) => Parsed<IntrinsicCall, IntrinsicProblem> = cached(3_000, (text) => {
  const reading: Reading = { ...readerOf(text), code: "intrinsic-syntax" };
  skipBlanks(reading);
  const call = readCall(reading, 0);
  skipBlanks(reading);
  if (call && reading.at < text.length) fail(reading, "Nothing may follow the call.", reading.at, text.length);
  if (call && !reading.problem) return { ok: true, value: call };
  const problem = reading.problem ?? { message: "This is no call.", span: { start: 0, end: text.length } };
  return { ok: false, problem: { ...problem, code: reading.code } };
});

interface Reading extends Reader {
  code: IntrinsicProblem["code"];
}

/** Recursive, as deep as calls may be nested. */
function readCall(reader: Reading, depth: number): IntrinsicCall | undefined {
  const start = reader.at;
  const name = /^States\.\w*/.exec(reader.text.slice(start, start + 100))?.[0];
  if (name === undefined) return fail(reader, 'A call of an intrinsic function begins with "States.".', start);
  if (depth > MAX_NESTED_CALLS) {
    if (!reader.problem) reader.code = "intrinsic-nesting";
    return fail(reader, `At most ${MAX_NESTED_CALLS} calls may be nested.`, start, start + name.length);
  }
  reader.at += name.length;
  const nameSpan = spanFrom(reader, start);
  if (reader.text[reader.at] !== "(") return fail(reader, `A "(" must follow "${name}" at once.`, start, reader.at);
  reader.at++;
  const given = readArguments(reader, depth, name);
  if (!given) return undefined;
  const span = spanFrom(reader, start);
  const text = reader.text.slice(span.start, span.end);
  return { kind: "call", text, span, name, nameSpan, function: intrinsicFunctions.get(name), arguments: given };
}

function readArguments(reader: Reading, depth: number, name: string): readonly IntrinsicArgument[] | undefined {
  const given: IntrinsicArgument[] = [];
  if (take(reader, ")")) return given;
  for (;;) {
    skipBlanks(reader);
    const argument = readArgument(reader, depth);
    if (!argument) return undefined;
    given.push(argument);
    if (take(reader, ")")) return given;
    if (take(reader, ",")) continue;
    if (reader.at >= reader.text.length)
      return fail(reader, `The call of "${name}" is not closed: add ")".`, reader.at - 1);
    return fail(reader, 'After an argument comes "," or ")".', reader.at);
  }
}

function readArgument(reader: Reading, depth: number): IntrinsicArgument | undefined {
  const { text, at } = reader;
  const unit = text[at];
  if (unit === "$") return readPathArgument(reader);
  if (unit === "'") return readText(reader);
  if (unit === '"') return fail(reader, "A text stands in single quotes here: 'text'.", at);
  if (text.startsWith("States.", at)) return readCall(reader, depth + 1);
  const word = /^[^\s,()']+/.exec(text.slice(at, at + 100))?.[0];
  if (word === undefined) return fail(reader, "An argument is missing here.", at);
  reader.at += word.length;
  const span = spanFrom(reader, at);
  const value = CONSTANTS.get(word);
  if (value !== undefined) return { kind: "literal", value, span };
  if (/^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(word)) return { kind: "literal", value: Number(word), span };
  return fail(
    reader,
    `"${word}" is no argument: write a text in single quotes, a number, a path or a call.`,
    at,
    span.end,
  );
}

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function readPathArgument(reader: Reading): IntrinsicArgument | undefined {
  const { text, at } = reader;
  const limit = argumentEnd(text, at, text.length);
  if (limit === undefined) return fail(reader, "The brackets of this path don't match.", at, text.length);
  let end = limit;
  while (isBlank(text[end - 1])) end--;
  const span: Span = { start: at, end };
  const path = parsePath(text.slice(at, end));
  reader.at = end;
  if (path.ok) return { kind: "path", path: path.value, span };
  const { message, span: place } = path.problem;
  return fail(reader, message, at + place.start, at + place.end);
}

/** Only a quote, a backslash and braces may be escaped. */
function readText(reader: Reading): IntrinsicArgument | undefined {
  const { text, at } = reader;
  let value = "";
  let place = at + 1;
  for (; place < text.length && text[place] !== "'"; place++) {
    if (text[place] === "\\") {
      place++;
      const escaped = text[place] ?? "";
      if (!"'{}\\".includes(escaped) || escaped === "") {
        if (!reader.problem) reader.code = "intrinsic-escape";
        return fail(reader, `"\\${escaped}" is no escape: only \\', \\{, \\} and \\\\ are.`, place - 1, place + 1);
      }
    }
    value += text[place];
  }
  if (place >= text.length) return fail(reader, "This text has no end: close it with a single quote.", at, text.length);
  reader.at = place + 1;
  return { kind: "text", value, raw: text.slice(at + 1, place), span: spanFrom(reader, at) };
}
