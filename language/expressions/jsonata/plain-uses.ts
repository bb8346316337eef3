import type { PathName } from "../jsonpath/path.ts";
import type { Binding, CallUse, JsonataUses, RootName, VariableUse } from "./jsonata-uses.ts";

/**
 * The names in an expression of the plain kind: paths, calls, literals, constructors and operators, one function of its
 * own, transformations after `~>`, without other bindings, wildcards and escapes. Undefined for every other text, and for all that is wrong: then
 * the library reads it. What it answers is what `jsonataUses` answers (`plain-uses.test.ts`), in a fraction of the time:
 * the library builds its tables anew for each expression.
 */
export function plainUses(source: string): JsonataUses | undefined {
  const reading: Reading = {
    source,
    at: 0,
    depth: 0,
    argumentAt: -1,
    parameters: NONE,
    variables: [],
    calls: [],
    bindings: NONE,
    rootNames: [],
  };
  if (!readExpression(reading, false)) return undefined;
  skipBlanks(reading);
  const { variables, calls, bindings, rootNames } = reading;
  return reading.at === source.length ? { variables, calls, bindings, rootNames } : undefined;
}

const NONE: readonly never[] = [];

interface Reading {
  readonly source: string;
  at: number;
  depth: number;
  /** Where the last argument of a call began. */
  argumentAt: number;
  /** What the function of its own that is being read calls its arguments. */
  parameters: readonly string[];
  readonly variables: VariableUse[];
  readonly calls: CallUse[];
  /** The parameters of the function of its own: there is one at most. */
  bindings: readonly Binding[];
  readonly rootNames: RootName[];
}

/** What was read as an operand, as far as it decides what may follow; undefined where it isn't plain. */
type Operand = "literal" | "value" | undefined;

const MAX_DEPTH = 50;

const RESERVED: readonly string[] = ["and", "or", "in", "true", "false", "null", "function"];

/**
 * Operators between two operands; which of them binds stronger doesn't matter to the names. A word is one only before
 * what ends a name: `in$x` is a name to the library.
 */
const OPERATOR = /(?:[-+&=]|<=?|>=?|!=|\*(?!\*)|%|(?:and|or|in)(?=[ \t\n\r\v([{]))/y;

/** A pattern of letters and the like, as an argument: one that JavaScript takes for certain. */
const PATTERN = /\/\^?(?:(?:[A-Za-z0-9 _:,@-]|\\[dwsDWS.])[+*?]?)+\$?\/i?(?=\s*[,)])/y;

const NUMBER = /(?:0|[1-9]\d*)(?:\.\d+)?/y;

/** What ends a name, besides the end of the text. */
const AFTER_NAME = " \t\n\r\v.[]{}(),;:?+-*%=<>!&|~";

/** The text that a pattern matches at the present place; the place moves behind it. */
function take(reading: Reading, pattern: RegExp): string | undefined {
  pattern.lastIndex = reading.at;
  const [found] = pattern.exec(reading.source) ?? [];
  if (found !== undefined) reading.at += found.length;
  return found;
}

function skipBlanks(reading: Reading): void {
  const { source } = reading;
  while (isBlank(source.charCodeAt(reading.at))) reading.at++;
}

function takeName(reading: Reading): string | undefined {
  const { source, at: start } = reading;
  if (isDigit(source.charCodeAt(start))) return undefined;
  while (isLetter(source.charCodeAt(reading.at)) || isDigit(source.charCodeAt(reading.at))) reading.at++;
  return reading.at === start ? undefined : source.slice(start, reading.at);
}

const isBlank = (code: number): boolean => code === 32 || (code > 8 && code < 14 && code !== 12);

const isLetter = (code: number): boolean => (code > 96 && code < 123) || (code > 64 && code < 91) || code === 95;

const isDigit = (code: number): boolean => code > 47 && code < 58;

/** Skips blanks, and takes the mark if it comes next. */
function takeMark(reading: Reading, mark: string): boolean {
  skipBlanks(reading);
  if (reading.source[reading.at] !== mark) return false;
  reading.at++;
  return true;
}

/** Operands with operators between them, the conditional one included. Recursive, up to a depth. */
function readExpression(reading: Reading, hasContext: boolean): boolean {
  if (++reading.depth > MAX_DEPTH) return false;
  for (;;) {
    while (takeMark(reading, "-"));
    if (!readOperand(reading, hasContext)) return false;
    skipBlanks(reading);
    if (isAt(reading, "?")) {
      reading.at++;
      if (isAt(reading, "?") || isAt(reading, ":") || !readExpression(reading, hasContext)) return false;
      if (!takeMark(reading, ":")) break;
    } else if (isAt(reading, "~")) {
      if (!readTransform(reading)) return false;
      skipBlanks(reading);
      if (take(reading, OPERATOR) === undefined) break;
    } else if (take(reading, OPERATOR) === undefined) break;
    // A range, an assignment or a comment begins as an operator or a mark does: no operand follows then.
  }
  reading.depth--;
  return true;
}

const isAt = ({ source, at }: Reading, mark: string): boolean => source[at] === mark;

/** A value with what belongs to it: steps, predicates, a grouping at its end. */
function readOperand(reading: Reading, hasContext: boolean): boolean {
  const names: PathName[] = [];
  const kind = readFirst(reading, names, hasContext);
  if (!kind) return false;
  let isNamed = true;
  for (;;) {
    skipBlanks(reading);
    if (isAt(reading, "[")) {
      reading.at++;
      if (!takeMark(reading, "]") && !(readExpression(reading, true) && takeMark(reading, "]"))) return false;
    } else if (isAt(reading, ".")) {
      if (kind === "literal" || reading.source[++reading.at] === ".") return false;
      const name = readStep(reading);
      if (name === undefined) return false;
      if (name === null) isNamed = false;
      else if (isNamed) names.push(name);
    } else if (isAt(reading, "{")) {
      // What follows a grouping is refused, or belongs to something else.
      if (kind === "literal" || !readObject(reading, true)) return false;
      return isWhole(reading);
    } else return !isAt(reading, "(");
  }
}

/** `names` are those that will follow it, where it is a variable. */
function readFirst(reading: Reading, names: readonly PathName[], hasContext: boolean): Operand {
  skipBlanks(reading);
  const { source, at } = reading;
  const unit = source[at] ?? "";
  if (unit === "$") return readVariable(reading, names, hasContext);
  if (unit === "(") return readBlock(reading, hasContext) ? "value" : undefined;
  if (unit === "{") return readObject(reading, hasContext) ? "value" : undefined;
  if (unit === "[") return readItems(reading, "]", hasContext) === undefined ? undefined : "value";
  if (unit === "'" || unit === '"') return readText(reading, unit);
  // Behind a minus or an opening bracket that begins an operand, the library takes no pattern.
  if (unit === "/") return at === reading.argumentAt && take(reading, PATTERN) !== undefined ? "literal" : undefined;
  if (unit >= "0" && unit <= "9")
    return take(reading, NUMBER) !== undefined && nameEnds(reading) ? "literal" : undefined;
  const name = takeName(reading);
  if (name === undefined || !nameEnds(reading)) return undefined;
  if (name === "true" || name === "false" || name === "null") return "literal";
  if (name === "function") return readFunction(reading, hasContext) ? "value" : undefined;
  if (RESERVED.includes(name)) return undefined;
  if (!hasContext) reading.rootNames.push({ name, span: { start: at, end: reading.at } });
  return "value";
}

/** `$`, `$$`, `$name` or a call, `$name(…)`. */
function readVariable(reading: Reading, names: readonly PathName[], hasContext: boolean): Operand {
  const start = reading.at++;
  const name = isAt(reading, "$") ? "$" : undefined;
  if (name) reading.at++;
  const found = name ?? takeName(reading) ?? "";
  if (!nameEnds(reading)) return undefined;
  const span = { start, end: reading.at };
  skipBlanks(reading);
  if (isAt(reading, "("))
    return found && found !== "$" && readCall(reading, found, span, hasContext) ? "value" : undefined;
  if (found === "$" || (found === "" && !hasContext)) reading.rootNames.push({ name: `$${found}`, span });
  else if (found !== "") reading.variables.push({ name: found, span, names, ...localOf(reading, found) });
  return "value";
}

function readCall(reading: Reading, name: string, span: CallUse["span"], hasContext: boolean): boolean {
  const index = reading.calls.length;
  const call = { name, span, arguments: 0, isPartial: false, ...localOf(reading, name) };
  reading.calls.push(call);
  const given = readItems(reading, ")", hasContext);
  if (given === undefined) return false;
  reading.calls[index] = { ...call, arguments: given };
  return true;
}

/** How many expressions stand between brackets, with commas between them. */
function readItems(reading: Reading, end: string, hasContext: boolean): number | undefined {
  reading.at++;
  if (takeMark(reading, end)) return 0;
  for (let count = 1; ; count++) {
    skipBlanks(reading);
    if (end === ")") reading.argumentAt = reading.at;
    if (!readExpression(reading, hasContext)) return undefined;
    if (takeMark(reading, end)) return count;
    if (!takeMark(reading, ",")) return undefined;
  }
}

const OUTER = { isLocal: false } as const;

/** Whether a name is a parameter of the function that is being read, and which one. */
function localOf({ parameters }: Reading, name: string): Pick<VariableUse, "isLocal" | "local"> {
  const local = parameters.length === 0 ? -1 : parameters.indexOf(name);
  return local < 0 ? OUTER : { isLocal: true, local };
}

/** `function($a, $b) { … }`, behind the word; nothing may follow it but an operator or what ends its place. */
function readFunction(reading: Reading, hasContext: boolean): boolean {
  const bindings: Binding[] = [];
  if (reading.bindings !== NONE || !takeMark(reading, "(")) return false;
  reading.bindings = bindings;
  if (!takeMark(reading, ")")) {
    do {
      if (!takeMark(reading, "$")) return false;
      const start = reading.at - 1;
      const name = takeName(reading);
      if (name === undefined || !nameEnds(reading) || bindings.some((other) => other.name === name)) return false;
      bindings.push({ name, span: { start, end: reading.at }, isFunction: false, local: bindings.length });
    } while (takeMark(reading, ","));
    if (!takeMark(reading, ")")) return false;
  }
  if (!takeMark(reading, "{")) return false;
  reading.parameters = bindings.map(({ name }) => name);
  if (!readExpression(reading, hasContext) || !takeMark(reading, "}")) return false;
  reading.parameters = NONE;
  return isWhole(reading);
}

/** `~> |place|update|`, perhaps with what is deleted: names in it belong to the place. */
function readTransform(reading: Reading): boolean {
  reading.at++;
  if (!isAt(reading, ">")) return false;
  reading.at++;
  if (!takeMark(reading, "|") || !readExpression(reading, true)) return false;
  if (!takeMark(reading, "|") || !readExpression(reading, true)) return false;
  if (takeMark(reading, ",") && !readExpression(reading, true)) return false;
  return takeMark(reading, "|") && isWhole(reading);
}

/** Whether no step, predicate, grouping or call follows. */
function isWhole(reading: Reading): boolean {
  skipBlanks(reading);
  return !isAt(reading, "[") && !isAt(reading, ".") && !isAt(reading, "{") && !isAt(reading, "(");
}

function readBlock(reading: Reading, hasContext: boolean): boolean {
  reading.at++;
  return readExpression(reading, hasContext) && takeMark(reading, ")");
}

function readObject(reading: Reading, hasContext: boolean): boolean {
  reading.at++;
  if (takeMark(reading, "}")) return true;
  for (;;) {
    if (!readExpression(reading, hasContext) || !takeMark(reading, ":")) return false;
    if (isAt(reading, "=") || !readExpression(reading, hasContext)) return false;
    if (takeMark(reading, "}")) return true;
    if (!takeMark(reading, ",")) return false;
  }
}

/** A later step of a path: its name, null for one that is computed, undefined where it isn't plain. */
function readStep(reading: Reading): PathName | null | undefined {
  skipBlanks(reading);
  const start = reading.at;
  const unit = reading.source[start];
  if (unit === "(") return readBlock(reading, true) ? null : undefined;
  if (unit === "$") {
    const { length } = reading.calls;
    return readVariable(reading, [], true) && reading.calls.length > length ? null : undefined;
  }
  const name = takeName(reading);
  if (name === undefined || RESERVED.includes(name) || !nameEnds(reading)) return undefined;
  return { name, span: { start, end: reading.at } };
}

function readText(reading: Reading, quote: string): Operand {
  const end = reading.source.indexOf(quote, reading.at + 1);
  if (end < 0 || reading.source.slice(reading.at, end).includes("\\")) return undefined;
  reading.at = end + 1;
  return "literal";
}

const nameEnds = ({ source, at }: Reading): boolean => at === source.length || AFTER_NAME.includes(source[at] ?? "");
