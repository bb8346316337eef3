import { isJsonObject, type Json, type JsonObject } from "../../language/index.ts";
import { csvItems } from "./csv.ts";
import { type ParsedItems, parseJson, textOf } from "./item-file.ts";
import { parquetItems } from "./parquet.ts";

/** Reads a file's items, at most `most` of them. */
export type ItemFormat = (content: Uint8Array, config: JsonObject, most: number) => ParsedItems | Promise<ParsedItems>;

/** The formats of item files, by `InputType` of a `ReaderConfig`. Reference, section 7.7. */
export const itemFormats: { readonly [inputType: string]: ItemFormat | undefined } = {
  JSON: jsonItems,
  JSONL: jsonLineItems,
  CSV: csvItems,
  PARQUET: parquetItems,
};

function jsonItems(content: Uint8Array, { ItemsPointer: pointer }: JsonObject, most: number): ParsedItems {
  const parsed = parseJson(textOf(content));
  if (!parsed) return { ok: false, cause: "The file is not valid JSON." };
  const found = typeof pointer === "string" ? valueAt(parsed.value, pointer) : parsed.value;
  if (found === undefined) return { ok: false, cause: `The ItemsPointer "${pointer}" points to nothing in the file.` };
  if (Array.isArray(found)) return { ok: true, items: found.slice(0, most) };
  if (isJsonObject(found)) return { ok: true, items: Object.fromEntries(Object.entries(found).slice(0, most)) };
  return { ok: false, cause: "Attempting to map over non-iterable node." };
}

function jsonLineItems(content: Uint8Array, _: JsonObject, most: number): ParsedItems {
  const items: Json[] = [];
  for (const [index, line] of textOf(content).split(/\r?\n/).entries()) {
    if (items.length >= most) break;
    if (line.trim() === "") continue;
    const parsed = parseJson(line);
    if (!parsed) return { ok: false, cause: `Line ${index + 1} of the file is not valid JSON.` };
    items.push(parsed.value);
  }
  return { ok: true, items };
}

/** What a JSON Pointer (RFC 6901) names in a value. */
export function valueAt(value: Json, pointer: string): Json | undefined {
  let found: Json | undefined = value;
  for (const step of pointer.split("/").slice(1)) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(found)) found = /^(?:0|[1-9]\d*)$/.test(name) ? found[Number(name)] : undefined;
    else if (isJsonObject(found) && Object.hasOwn(found, name)) found = found[name];
    else return undefined;
  }
  return found;
}
