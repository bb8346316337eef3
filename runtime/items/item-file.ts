import type { Json, JsonObject } from "../../language/index.ts";

/** A file of items in the object store, and how it is to be read: its `ReaderConfig`. */
export interface ItemFile {
  readonly bucket: string;
  readonly key: string;
  readonly config: JsonObject;
}

/** What a file of items holds: a list, or an object whose members are the items. `cause` says why it can't be read. */
export type ParsedItems =
  | { readonly ok: true; readonly items: readonly Json[] | JsonObject }
  | { readonly ok: false; readonly cause: string };

/** Items, and where each comes from; one text where all come from the same place: `S3://orders/2026.csv`. */
export type FoundItems =
  | { readonly ok: true; readonly items: readonly Json[] | JsonObject; readonly source: string | readonly string[] }
  | { readonly ok: false; readonly cause: string };

export const textOf = (content: Uint8Array): string => new TextDecoder().decode(content);

export function parseJson(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
