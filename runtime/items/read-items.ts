import type { Answer, Read } from "../../engine/index.ts";
import { isJsonObject, type JsonObject } from "../../language/index.ts";
import type { ObjectStore } from "../object-store.ts";
import type { FoundItems, ItemFile } from "./item-file.ts";
import { contentOf, itemsOfFile, itemsOfFiles } from "./item-files.ts";
import { listedItems } from "./listed-objects.ts";
import { manifestFiles } from "./manifest.ts";

/** Reads what an `ItemReader` asks for. Never rejects: what can't be read is an answer. Reference, section 7.7. */
export async function readItems({ resource, arguments: given, config }: Read, store: ObjectStore): Promise<Answer> {
  const most = typeof config.MaxItems === "number" ? config.MaxItems : Number.POSITIVE_INFINITY;
  const found = await find(resource, isJsonObject(given) ? given : {}, config, most, store);
  if (!found.ok) return { kind: "failed", error: { error: "States.ItemReaderFailed", cause: found.cause } };
  return { kind: "items", items: found.items, source: found.source };
}

function find(
  resource: string,
  { Bucket, Key, Prefix }: JsonObject,
  config: JsonObject,
  most: number,
  store: ObjectStore,
): Promise<FoundItems> | FoundItems {
  const action = resource.slice(resource.lastIndexOf(":") + 1);
  if (typeof Bucket !== "string") return { ok: false, cause: "The ItemReader needs the name of a bucket." };
  if (action === "listObjectsV2")
    return listedItems(Bucket, typeof Prefix === "string" ? Prefix : "", config, most, store);
  if (action !== "getObject") return { ok: false, cause: `The ItemReader can't use the resource "${resource}".` };
  if (typeof Key !== "string") return { ok: false, cause: "The ItemReader needs the key of an object." };
  const file: ItemFile = { bucket: Bucket, key: Key, config };
  const isManifest = config.InputType === "MANIFEST" || config.ManifestType !== undefined;
  return isManifest ? fromManifest(file, most, store) : itemsOfFile(file, most, store);
}

async function fromManifest(file: ItemFile, most: number, store: ObjectStore): Promise<FoundItems> {
  const content = await contentOf(file, store);
  if (!content.ok) return content;
  const files = manifestFiles(file, content.content);
  return files.ok ? itemsOfFiles(files.files, most, store) : files;
}
