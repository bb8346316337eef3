import { isJsonObject, type Json, type JsonObject } from "../../language/index.ts";
import { type ItemFile, parseJson, textOf } from "./item-file.ts";

type ManifestFiles =
  | { readonly ok: true; readonly files: readonly ItemFile[] }
  | { readonly ok: false; readonly cause: string };

/** The files that a manifest names, and how each is to be read. Reference, section 7.7. */
export function manifestFiles(manifest: ItemFile, content: Uint8Array): ManifestFiles {
  const text = textOf(content);
  return manifest.config.ManifestType === "ATHENA_DATA"
    ? unloadedFiles(manifest, text)
    : inventoryFiles(manifest, text);
}

/** An S3 inventory: CSV without headers, the columns are named in the manifest. Its files may be compressed. */
function inventoryFiles({ bucket }: ItemFile, text: string): ManifestFiles {
  const manifest = parseJson(text)?.value;
  if (!isJsonObject(manifest) || !Array.isArray(manifest.files)) {
    return { ok: false, cause: "The manifest is not the manifest.json of an S3 inventory." };
  }
  const { fileFormat = "CSV", fileSchema, files } = manifest;
  const within = bucketOf(manifest.destinationBucket) ?? bucket;
  if (fileFormat !== "CSV" && fileFormat !== "Parquet") {
    return { ok: false, cause: `An S3 inventory in the format "${fileFormat}" can't be read: use CSV or Parquet.` };
  }
  const config: JsonObject =
    fileFormat === "Parquet"
      ? { InputType: "PARQUET" }
      : { InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: columns(fileSchema) };
  const keys = files.flatMap((file: Json) => (isJsonObject(file) && typeof file.key === "string" ? [file.key] : []));
  return { ok: true, files: keys.map((key) => ({ bucket: within, key, config })) };
}

const columns = (schema: Json | undefined): readonly string[] =>
  typeof schema === "string" ? schema.split(",").map((name) => name.trim()) : [];

/** `arn:aws:s3:::reports` is `reports`. */
const bucketOf = (arn: Json | undefined): string | undefined =>
  typeof arn === "string" ? arn.slice(arn.lastIndexOf(":") + 1) : undefined;

/** What Athena's UNLOAD wrote: a line for each file, `s3://bucket/key`. */
function unloadedFiles({ bucket, config }: ItemFile, text: string): ManifestFiles {
  const { ManifestType: _, ...reader } = config;
  const files: ItemFile[] = [];
  for (const line of text.split(/\r?\n/)) {
    const location = /^"?s3:\/\/([^/]+)\/(.+?)"?$/.exec(line.trim());
    if (location) files.push({ bucket: location[1] ?? bucket, key: location[2] ?? "", config: reader });
    else if (line.trim() !== "") return { ok: false, cause: `The manifest names "${line}", which is no object in S3.` };
  }
  return { ok: true, files };
}
