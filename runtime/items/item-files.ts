import { gunzipSync } from "node:zlib";
import { isJsonObject, type Json } from "../../language/index.ts";
import type { ObjectStore } from "../object-store.ts";
import type { FoundItems, ItemFile } from "./item-file.ts";
import { itemFormats } from "./item-format.ts";

/** The items of several files, one after the other. */
export async function itemsOfFiles(files: readonly ItemFile[], most: number, store: ObjectStore): Promise<FoundItems> {
  const items: Json[] = [];
  const sources: string[] = [];
  for (const file of files) {
    if (items.length >= most) break;
    const found = await itemsOfFile(file, most - items.length, store);
    if (!found.ok) return found;
    const list = isJsonObject(found.items) ? Object.entries(found.items).map(memberItem) : found.items;
    for (const item of list) {
      items.push(item);
      sources.push(sourceOf(file));
    }
  }
  return { ok: true, items, source: sources };
}

const memberItem = ([Key, Value]: readonly [string, Json]): Json => ({ Key, Value });

/** The items of one file. */
export async function itemsOfFile(file: ItemFile, most: number, store: ObjectStore): Promise<FoundItems> {
  const content = await contentOf(file, store);
  if (!content.ok) return content;
  const type = String(file.config.InputType ?? "JSON");
  const format = itemFormats[type];
  if (!format) return { ok: false, cause: `The InputType "${type}" is not supported.` };
  const parsed = await format(content.content, file.config, most);
  return parsed.ok ? { ...parsed, source: sourceOf(file) } : parsed;
}

const sourceOf = ({ bucket, key }: ItemFile): string => `S3://${bucket}/${key}`;

/** What a file holds, decompressed; where it can't be had, what to do about it. */
export async function contentOf({ bucket, key }: ItemFile, store: ObjectStore): Promise<Content> {
  const content = await store.get(bucket, key);
  if (!content) {
    const what = `There is no object "${key}" in the bucket "${bucket}":`;
    const advice = 'map the bucket to a folder that has it, by "buckets" in statecraft.json.';
    const why = store.hasBucket(bucket) ? store.absence(bucket) : undefined;
    return { ok: false, cause: why === undefined ? `${what} ${advice}` : `${what} ${advice} ${why}` };
  }
  try {
    return { ok: true, content: isGzip(content) ? gunzipSync(content) : content };
  } catch {
    return {
      ok: false,
      cause: `The object "${key}" in the bucket "${bucket}" can't be decompressed: its end is missing.`,
    };
  }
}

type Content = { readonly ok: true; readonly content: Uint8Array } | { readonly ok: false; readonly cause: string };

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;
