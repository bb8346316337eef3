import { isJsonObject, type Json, type JsonObject } from "../../language/index.ts";

/** What stands behind `#name` and `:value` in an expression. */
export interface Names {
  readonly names: JsonObject;
  readonly values: JsonObject;
}

/** The stand-in for DynamoDB can't do that; the text says what, and what to do. */
export class Unsupported extends Error {}

/** A place in an item: names of attributes and indexes of lists. */
export type AttributePath = readonly (string | number)[];

/** Reads an expression token by token. */
export interface Tokens {
  /** The next one, in lower case; empty at the end. */
  peek(ahead?: number): string;
  /** Takes the next one, as it is written. */
  take(): string;
  /** Takes the next one if it is this. */
  accept(token: string): boolean;
  expect(token: string): void;
}

const TOKEN = /\s*(<=|>=|<>|[=<>(),.[\]+-]|[#:]?[A-Za-z_][\w-]*|\d+)/gy;

export function tokensOf(text: string): Tokens {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    found.push(match[1] ?? "");
    end = TOKEN.lastIndex;
  }
  if (text.slice(end).trim() !== "") throw new Unsupported(`"${text.slice(end).trim()}" can't be read in "${text}".`);
  let at = 0;
  const peek = (ahead = 0): string => (found[at + ahead] ?? "").toLowerCase();
  return {
    peek,
    take: () => found[at++] ?? "",
    accept(token) {
      if (peek() !== token) return false;
      at++;
      return true;
    },
    expect(token) {
      if (found[at++]?.toLowerCase() !== token) throw new Unsupported(`"${text}" needs "${token}" somewhere.`);
    },
  };
}

/** `address.#city[0]` */
export function readPath(tokens: Tokens, { names }: Names): AttributePath {
  const path: (string | number)[] = [nameOf(tokens.take(), names)];
  for (;;) {
    if (tokens.accept(".")) path.push(nameOf(tokens.take(), names));
    else if (tokens.accept("[")) {
      path.push(Number(tokens.take()));
      tokens.expect("]");
    } else return path;
  }
}

function nameOf(token: string, names: JsonObject): string {
  if (!token.startsWith("#")) {
    if (/^[A-Za-z_]/.test(token)) return token;
    throw new Unsupported(`"${token}" is no attribute.`);
  }
  const name = names[token];
  if (typeof name !== "string") throw new Unsupported(`"${token}" is not in ExpressionAttributeNames.`);
  return name;
}

export function valueNamed(token: string, { values }: Names): Json {
  const value = values[token];
  if (value === undefined) throw new Unsupported(`"${token}" is not in ExpressionAttributeValues.`);
  return value;
}

/** The attribute at a place: `{"S": "text"}`; undefined where there is none. */
export function attributeAt(item: JsonObject, path: AttributePath): Json | undefined {
  let at: Json | undefined = { M: item };
  for (const step of path) {
    at = partOf(at, step);
  }
  return at;
}

function partOf(attribute: Json | undefined, step: string | number): Json | undefined {
  const { M: members, L: list } = isJsonObject(attribute) ? attribute : {};
  if (typeof step === "number") return Array.isArray(list) ? list[step] : undefined;
  return isJsonObject(members) && Object.hasOwn(members, step) ? members[step] : undefined;
}

/** The type and the value of an attribute. */
export function typed(attribute: Json | undefined): readonly [type: string, value: Json] | undefined {
  const [entry] = isJsonObject(attribute) ? Object.entries(attribute) : [];
  return entry && [entry[0].toUpperCase(), entry[1]];
}
