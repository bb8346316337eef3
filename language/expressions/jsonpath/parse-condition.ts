import { fail, isBlank, nested, type Reader, skipBlanks, spanFrom, stringEnd, take } from "../reader.ts";
import { parseLiteral } from "./parse-literal.ts";
import { type Condition, type FilterOperator, filterOperators, type JsonPath, type Operand } from "./path.ts";
import { parsePattern } from "./pattern.ts";

/** Reads a path from the reader's place to `end`: given by the caller, since paths hold filters and filters paths. */
type ReadPath = (reader: Reader, end: number) => JsonPath | undefined;

/** Reads `(condition)]`, the rest of a filter after its question mark. */
export function parseCondition(reader: Reader, readPath: ReadPath): Condition | undefined {
  if (!take(reader, "(")) return fail(reader, "A filter has parentheses: [?(@.price > 10)].", reader.at);
  const condition = readOr(reader, readPath);
  if (!condition) return undefined;
  if (!take(reader, ")")) return fail(reader, 'The condition should end here with ")".', reader.at);
  return take(reader, "]") ? condition : fail(reader, 'The filter should end here with "]".', reader.at);
}

function readOr(reader: Reader, readPath: ReadPath): Condition | undefined {
  return readChain(reader, "||", "or", () => readChain(reader, "&&", "and", () => readFactor(reader, readPath)));
}

function readChain(
  reader: Reader,
  mark: string,
  kind: "or" | "and",
  read: () => Condition | undefined,
): Condition | undefined {
  const of: Condition[] = [];
  do {
    const condition = read();
    if (!condition) return undefined;
    of.push(condition);
  } while (take(reader, mark));
  return of.length === 1 ? of[0] : { kind, of };
}

function readFactor(reader: Reader, readPath: ReadPath): Condition | undefined {
  skipBlanks(reader);
  if (/^!\s*[^$@\s]/.test(reader.text.slice(reader.at, reader.at + 50))) {
    reader.at++;
    const of = nested(reader, () => readFactor(reader, readPath));
    return of && { kind: "not", of };
  }
  if (!take(reader, "(")) return readComparison(reader, readPath);
  const condition = nested(reader, () => readOr(reader, readPath));
  if (!condition) return undefined;
  return take(reader, ")") ? condition : fail(reader, 'A ")" is missing here.', reader.at);
}

function readComparison(reader: Reader, readPath: ReadPath): Condition | undefined {
  skipBlanks(reader);
  const start = reader.at;
  const expected = !take(reader, "!");
  const left = readOperand(reader, readPath);
  if (!left) return undefined;
  const afterLeft = reader.at;
  const operator = readOperator(reader);
  if (operator) {
    const right = readOperand(reader, readPath);
    return right && { kind: "comparison", operator, left, right, span: spanFrom(reader, start) };
  }
  reader.at = afterLeft;
  if (left.kind === "path") return { kind: "exists", path: left.path, expected };
  return fail(reader, "An operator such as == is missing after this value.", start, afterLeft);
}

function readOperator(reader: Reader): FilterOperator | undefined {
  skipBlanks(reader);
  const rest = reader.text.slice(reader.at, reader.at + 20);
  const written = /^(?:[<>=~!]+|[^\s()[\]&|]+)/.exec(rest)?.[0];
  const operator = filterOperators.find((candidate) => candidate === written?.toUpperCase());
  if (operator && written) reader.at += written.length;
  return operator;
}

function readOperand(reader: Reader, readPath: ReadPath): Operand | undefined {
  skipBlanks(reader);
  take(reader, "!");
  skipBlanks(reader);
  const start = reader.at;
  const unit = reader.text[start];
  if (unit === "$" || unit === "@") {
    const path = readPath(reader, pathEnd(reader.text, start));
    return path && { kind: "path", path };
  }
  if (unit === "/") return parsePattern(reader);
  const value = parseLiteral(reader);
  return value === undefined ? undefined : { kind: "literal", value, span: spanFrom(reader, start) };
}

/** A path in a filter ends at a blank, an operator, or a parenthesis that doesn't close a function's brackets. */
function pathEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const unit = text[at];
    if (unit === "[") at = bracketEnd(text, at);
    else if (isBlank(unit) || /[<>=~!]/.test(unit ?? "")) return at;
    else if (unit === ")" && !/\.[^.]*\(\s*$/.test(text.slice(start, at))) return at;
    at++;
  }
  return text.length;
}

function bracketEnd(text: string, start: number): number {
  let open = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text[at];
    if (unit === "'" || unit === '"') at = stringEnd(text, at);
    else if (unit === "[") open++;
    else if (unit === "]") open--;
    if (open === 0) return at;
  }
  return text.length;
}
