import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { Json, JsonObject } from "../../language/index.ts";
import type { ParsedItems } from "./item-file.ts";

/** The rows of a Parquet file as objects. Dates and times are ISO 8601 texts, bytes are Base64. Reference, section 7.7. */
export async function parquetItems(content: Uint8Array, _: JsonObject, most: number): Promise<ParsedItems> {
  const { parquetReadObjects } = await import("hyparquet");
  const bytes = Uint8Array.from(content).buffer;
  const file = { byteLength: bytes.byteLength, slice: (from: number, to?: number) => bytes.slice(from, to) };
  const compressors = {
    GZIP: (input: Uint8Array) => gunzipSync(input),
    BROTLI: (input: Uint8Array) => brotliDecompressSync(input),
  };
  const parsers = { dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10) };
  try {
    const rows = await parquetReadObjects({
      file,
      compressors,
      parsers,
      ...(Number.isFinite(most) && { rowEnd: most }),
    });
    return { ok: true, items: rows.map(jsonOf) };
  } catch (problem) {
    return {
      ok: false,
      cause: `The file is not valid Parquet: ${problem instanceof Error ? problem.message : problem}`,
    };
  }
}

function jsonOf(row: unknown): Json {
  return JSON.parse(JSON.stringify(row, (_, value: unknown) => plain(value)));
}

/** A value in a form that JSON has: a number that JSON can't hold exactly is text. */
function plain(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}
