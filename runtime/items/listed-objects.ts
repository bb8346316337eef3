import { createHash } from "node:crypto";
import type { Json, JsonObject } from "../../language/index.ts";
import type { ObjectStore, StoredObject } from "../object-store.ts";
import type { FoundItems } from "./item-file.ts";
import { itemsOfFiles } from "./item-files.ts";

/** What `listObjectsV2` gives: the objects' descriptions, or what is in them all. Reference, section 7.7. */
export async function listedItems(
  bucket: string,
  prefix: string,
  config: JsonObject,
  most: number,
  store: ObjectStore,
): Promise<FoundItems> {
  if (!store.hasBucket(bucket)) {
    return { ok: false, cause: `There is no bucket "${bucket}": map it to a folder, by "buckets" in statecraft.json.` };
  }
  const absence = store.absence(bucket);
  if (absence !== undefined) return { ok: false, cause: absence };
  const objects = await store.list(bucket, prefix);
  if (config.Transformation === "LOAD_AND_FLATTEN") {
    const files = objects.filter(({ key }) => !key.endsWith("/")).map(({ key }) => ({ bucket, key, config }));
    return itemsOfFiles(files, most, store);
  }
  const items: Json[] = [];
  for (const object of objects.slice(0, most)) items.push(await described(bucket, object, store));
  return { ok: true, items, source: `S3://${bucket}` };
}

async function described(bucket: string, { key, size, modified }: StoredObject, store: ObjectStore): Promise<Json> {
  const content = (await store.get(bucket, key)) ?? "";
  return {
    Etag: `"${createHash("md5").update(content).digest("hex")}"`,
    Key: key,
    LastModified: Math.floor(modified / 1000),
    Size: size,
    StorageClass: "STANDARD",
  };
}
