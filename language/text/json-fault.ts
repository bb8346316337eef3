/** Why a text is no JSON, in the words of the parser that the service reads definitions and inputs with. */
export interface JsonFault {
  readonly message: string;
  /** `[Source: (String)"{"; line: 1, column: 2]` */
  readonly location: string;
}

/** The first fault of a text, undefined for JSON. What follows the first value isn't read. Iterative. */
export function jsonFault(text: string): JsonFault | undefined {
  const reader: Reader = { text, at: 0, open: [], fault: undefined };
  let expected: Expected = skipBlanks(reader) ? "nothing" : "value";
  while (expected !== "nothing") {
    if (skipBlanks(reader)) expected = endsEarly(reader, expected);
    else expected = expected === "end" ? afterValue(reader) : beginning(reader, expected);
  }
  const { fault: message, at } = reader;
  return message === undefined ? undefined : { message, location: sourceAt(text, at) };
}

interface Reader {
  readonly text: string;
  /** The place behind what was read last: that is the one which the parser names. */
  at: number;
  /** Where the arrays and objects begin that are open. */
  readonly open: number[];
  fault: string | undefined;
}

/** What may come next: a value, an item or `]`, a key or `}`, a key, or what follows a value. */
type Expected = "value" | "first item" | "first key" | "key" | "end" | "nothing";

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

function fail(reader: Reader, message: string): "nothing" {
  reader.fault ??= message;
  return "nothing";
}

/** After a value that was read without a fault. */
const next = ({ open, fault }: Reader): Expected => (open.length > 0 && fault === undefined ? "end" : "nothing");

function beginning(reader: Reader, expected: Expected): Expected {
  const unit = reader.text[reader.at];
  if ((expected === "first item" && unit === "]") || (expected === "first key" && unit === "}")) return close(reader);
  if (expected === "key" || expected === "first key") return readKey(reader);
  if (unit !== "{" && unit !== "[") return readScalar(reader);
  reader.open.push(reader.at++);
  return unit === "{" ? "first key" : "first item";
}

function afterValue(reader: Reader): Expected {
  const { text, open } = reader;
  const start = open.at(-1) ?? 0;
  const isObject = text[start] === "{";
  const unit = text[reader.at];
  if (unit === (isObject ? "}" : "]")) return close(reader);
  if (unit === "}" || unit === "]") {
    reader.at++;
    const wanted = isObject ? "'}' (for Object" : "']' (for Array";
    return fail(reader, `Unexpected close marker '${unit}': expected ${wanted} starting at ${sourceAt(text, start)})`);
  }
  if (unit !== ",")
    return unexpected(reader, `was expecting comma to separate ${isObject ? "Object" : "Array"} entries`);
  reader.at++;
  return isObject ? "key" : "value";
}

function close(reader: Reader): Expected {
  reader.at++;
  reader.open.pop();
  return next(reader);
}

function readKey(reader: Reader): Expected {
  if (reader.text[reader.at] !== '"') return unexpected(reader, "was expecting double-quote to start field name");
  readString(reader, " in field name", "name");
  if (reader.fault !== undefined) return "nothing";
  if (skipBlanks(reader)) return endsEarly(reader, "value");
  if (reader.text[reader.at] !== ":") {
    return unexpected(reader, "was expecting a colon to separate field name and value");
  }
  reader.at++;
  return "value";
}

function readScalar(reader: Reader): Expected {
  const unit = reader.text[reader.at] ?? "";
  if (unit === '"') readString(reader, ": was expecting closing quote for a string value", "string value");
  else if (unit === "-" || (unit >= "0" && unit <= "9")) readNumber(reader);
  else if (/[\p{ID_Start}$_]/u.test(unit)) readWord(reader);
  else unexpected(reader, `expected a valid value ${VALUES}`);
  return next(reader);
}

function readWord(reader: Reader): void {
  const word = /^[\p{ID_Continue}$]+/u.exec(reader.text.slice(reader.at, reader.at + 256))?.[0] ?? "";
  reader.at += word.length;
  if (word === "true" || word === "false" || word === "null") return;
  fail(reader, `Unrecognized token '${word}': was expecting ${VALUES}`);
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readNumber(reader: Reader): void {
  const { text, at } = reader;
  NUMBER.lastIndex = at;
  const number = NUMBER.exec(text)?.[0];
  reader.at += number?.length ?? 1;
  if (number === undefined) unexpected(reader, "expected digit (0-9) to follow minus sign, for valid numeric value");
  else if (/^-?0\d/.test(text.slice(at, reader.at + 1))) {
    fail(reader, "Invalid numeric value: Leading zeroes not allowed");
  }
}

function readString(reader: Reader, unfinished: string, what: string): void {
  const { text } = reader;
  for (reader.at++; reader.at < text.length; reader.at++) {
    const unit = text[reader.at] ?? "";
    if (unit === '"') {
      reader.at++;
      return;
    }
    const code = unit.charCodeAt(0);
    if (code < 32) {
      reader.at++;
      const illegal = `Illegal unquoted character ((CTRL-CHAR, code ${code}))`;
      fail(reader, `${illegal}: has to be escaped using backslash to be included in ${what}`);
      return;
    }
    if (unit === "\\" && !readEscape(reader)) return;
  }
  fail(reader, `Unexpected end-of-input${unfinished}`);
}

function readEscape(reader: Reader): boolean {
  const unit = reader.text[++reader.at] ?? "";
  if ('"\\/bfnrtu'.includes(unit)) return true;
  reader.at++;
  fail(reader, `Unrecognized character escape '${unit}' (code ${unit.charCodeAt(0)})`);
  return false;
}

/** Passes over blanks; tells whether the text ends there. */
function skipBlanks(reader: Reader): boolean {
  while (" \t\r\n".includes(reader.text[reader.at] ?? "x")) reader.at++;
  return reader.at >= reader.text.length;
}

function unexpected(reader: Reader, wanted: string): "nothing" {
  const unit = reader.text[reader.at++] ?? "";
  const comment =
    "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)";
  return fail(
    reader,
    `Unexpected character ('${unit}' (code ${unit.charCodeAt(0)})): ${unit === "/" ? comment : wanted}`,
  );
}

function endsEarly(reader: Reader, expected: Expected): "nothing" {
  const { text, open } = reader;
  const start = open.at(-1) ?? 0;
  const kind = text[start] === "{" ? "Object" : "Array";
  if (expected === "value" && kind === "Object") {
    return fail(reader, "Unexpected end-of-input within/between Object entries");
  }
  const marker = `start marker at ${sourceAt(text, start)}`;
  return fail(reader, `Unexpected end-of-input: expected close marker for ${kind} (${marker})`);
}

/** How much of a text the parser quotes. */
const QUOTED = 500;

function sourceAt(text: string, at: number): string {
  const before = text.slice(0, at);
  const [line, column] = [before.split("\n").length, at - before.lastIndexOf("\n")];
  const more = text.length > QUOTED ? `[truncated ${text.length - QUOTED} chars]` : "";
  return `[Source: (String)"${text.slice(0, QUOTED)}"${more}; line: ${line}, column: ${column}]`;
}
