import type { Json, JsonObject } from "../../language/index.ts";
import type { ParsedItems } from "./item-file.ts";

/** What separates cells, by `CSVDelimiter`. */
const delimiters: { readonly [name: string]: string | undefined } = {
  COMMA: ",",
  PIPE: "|",
  SEMICOLON: ";",
  SPACE: " ",
  TAB: "\t",
};

/**
 * The rows of a CSV file as objects of texts. Cells that a row lacks are empty, cells beyond the headers are dropped,
 * an empty line is a row of empty cells. Reference, section 7.7.
 */
export async function csvItems(content: Uint8Array, config: JsonObject, most: number): Promise<ParsedItems> {
  const given =
    config.CSVHeaderLocation === "GIVEN" && Array.isArray(config.CSVHeaders) ? config.CSVHeaders : undefined;
  const rows = await csvRows(content, delimiters[String(config.CSVDelimiter)] ?? ",", given ? most : most + 1);
  if ("cause" in rows) return { ok: false, cause: rows.cause };
  const headers = (given ?? rows.cells[0] ?? []).map(String);
  if (new Set(headers).size < headers.length) return { ok: false, cause: "CSV headers cannot contain duplicates." };
  const data = given ? rows.cells : rows.cells.slice(1);
  return { ok: true, items: data.map((cells) => itemOf(headers, cells)) };
}

const itemOf = (headers: readonly string[], cells: readonly string[]): Json =>
  Object.fromEntries(headers.map((header, column) => [header, cells[column] ?? ""]));

/** The cells of the first rows. */
async function csvRows(
  content: Uint8Array,
  delimiter: string,
  most: number,
): Promise<{ readonly cells: readonly (readonly string[])[] } | { readonly cause: string }> {
  const { parse } = await import("csv-parse/sync");
  const limit = Number.isFinite(most) ? { to: most } : {};
  const lenient = { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false };
  try {
    return { cells: parse(content, { ...lenient, delimiter, ...limit }) };
  } catch (problem) {
    return { cause: `The file is not valid CSV: ${problem instanceof Error ? problem.message : problem}` };
  }
}
