import type { Json } from "../../text/index.ts";
import { type ObjectInMaking, setMember } from "../json-object.ts";
import { fail, nested, type Reader, skipBlanks, stringEnd, take } from "../reader.ts";
import { unescaped } from "./unescaped.ts";

const CONSTANTS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/**
 * Reads a value in a filter: JSON, with strings in either quotes. A bare word is a text: today's Jayway refuses it, the
 * service's doesn't (deployed definitions have `[?(@.Name==Receipt)]`), so it is noted as a remark.
 */
export function parseLiteral(reader: Reader): Json | undefined {
  skipBlanks(reader);
  const { text, at } = reader;
  const unit = text[at];
  if (unit === "'" || unit === '"') return readString(reader);
  if (unit === "[") return nested(reader, () => readArray(reader));
  if (unit === "{") return nested(reader, () => readObject(reader));
  const word = /^[^\s()[\]{},:&|<>=~!'"/]+/.exec(text.slice(at, at + 1_000))?.[0];
  if (word === undefined) return fail(reader, "A value is missing here.", at);
  reader.at += word.length;
  const constant = CONSTANTS.get(word);
  if (constant !== undefined) return constant;
  if (/^-?\d*\.?\d+(?:[eE][-+]?\d+)?$/.test(word)) return Number(word);
  const span = { start: at, end: reader.at };
  reader.remarks.push({ message: `Put the text into quotes: '${word}'.`, span });
  return word;
}

function readString(reader: Reader): string | undefined {
  const { text, at } = reader;
  const close = stringEnd(text, at);
  if (close >= text.length) return fail(reader, "This text has no end: close it with a quote.", at, text.length);
  reader.at = close + 1;
  return unescaped(text.slice(at + 1, close));
}

function readArray(reader: Reader): readonly Json[] | undefined {
  const items: Json[] = [];
  take(reader, "[");
  while (!take(reader, "]")) {
    const item = parseLiteral(reader);
    if (item === undefined) return undefined;
    items.push(item);
    skipBlanks(reader);
    if (!take(reader, ",") && reader.text[reader.at] !== "]") return fail(reader, 'A "]" is missing here.', reader.at);
  }
  return items;
}

function readObject(reader: Reader): Json | undefined {
  const made: ObjectInMaking = {};
  take(reader, "{");
  while (!take(reader, "}")) {
    const key = parseLiteral(reader);
    if (key === undefined) return undefined;
    if (!take(reader, ":")) return fail(reader, "A colon is missing here.", reader.at);
    const value = parseLiteral(reader);
    if (value === undefined) return undefined;
    setMember(made, String(key), value);
    skipBlanks(reader);
    if (!take(reader, ",") && reader.text[reader.at] !== "}") return fail(reader, 'A "}" is missing here.', reader.at);
  }
  return made;
}
