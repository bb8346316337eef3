import { isJsonObject, type Json, type JsonObject } from "../language/index.ts";
import { readText } from "../workspace/index.ts";

export interface Variables {
  readonly [name: string]: string;
}

/** Environment variables of functions, as a file gives them. */
export interface EnvironmentFile {
  /** For every function. */
  readonly shared: Variables;
  /** For single functions, by logical id or name. */
  readonly byFunction: ReadonlyMap<string, Variables>;
}

export type ReadEnvironment =
  | { readonly ok: true; readonly environment: EnvironmentFile }
  | { readonly ok: false; readonly message: string };

/** What a file without variables gives. */
export const noEnvironment: EnvironmentFile = { shared: {}, byFunction: new Map() };

/**
 * Reads variables in either of two forms: as `sam local invoke --env-vars` takes them,
 * `{"Parameters": {"STAGE": "dev"}, "PayFunction": {"TABLE": "orders"}}`, or lines such as `STAGE=dev`.
 */
export function readEnvironmentFile(path: string): ReadEnvironment {
  const read = readText(path);
  if (!read.ok) return read;
  if (!/^\s*\{/.test(read.text)) return { ok: true, environment: { ...noEnvironment, shared: linesOf(read.text) } };
  try {
    const value = JSON.parse(read.text) as Json;
    return { ok: true, environment: isJsonObject(value) ? environmentOf(value) : noEnvironment };
  } catch (error) {
    return { ok: false, message: `"${path}" isn't valid JSON: ${(error as Error).message}` };
  }
}

/** `Parameters` are for every function; so are variables that stand in no object. */
function environmentOf(value: JsonObject): EnvironmentFile {
  const { Parameters: shared, ...others } = value;
  const entries = Object.entries(others);
  const loose = entries.filter(([, held]) => !isJsonObject(held));
  const functions = entries.filter(([, held]) => isJsonObject(held));
  return {
    shared: { ...variablesOf(Object.fromEntries(loose)), ...variablesOf(shared) },
    byFunction: new Map(functions.map(([name, held]) => [name, variablesOf(held)])),
  };
}

export function variablesOf(value: Json | undefined): Variables {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, String(held)]));
}

function linesOf(text: string): Variables {
  const found = text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(.*?)[ \t]*$/gm);
  return Object.fromEntries(Array.from(found, ([, name = "", value = ""]) => [name, unquoted(value)]));
}

/** What quotes hold, and without them all before a comment. */
function unquoted(value: string): string {
  const quoted = /^(["'])(.*)\1(?:\s+#.*)?$/.exec(value);
  if (!quoted) return value.replace(/(?:^|\s+)#.*$/, "");
  const [, quote, inner = ""] = quoted;
  return quote === '"' ? inner.replaceAll("\\n", "\n").replaceAll('\\"', '"') : inner;
}
