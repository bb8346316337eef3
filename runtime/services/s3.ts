import { createHash } from "node:crypto";
import type { JsonObject } from "../../language/index.ts";
import type { ObjectStore } from "../object-store.ts";
import { fault, isoTime, type LocalService, output, type ServiceAnswer, type ServiceCall, textOf } from "./service.ts";

/** Buckets of the object store: folders of the project file, else in memory. */
export const s3 = (objects: ObjectStore): LocalService => ({
  actions: {
    getObject: (call) =>
      withObject(objects, call, (content, about) => output({ ...about, Body: Buffer.from(content).toString("utf8") })),
    headObject: (call) => withObject(objects, call, (_, about) => output(about)),
    async putObject({ input }) {
      const [bucket, key] = placeOf(input);
      const content = Buffer.from(textOf(input.Body) ?? "", "utf8");
      if (!objects.hasBucket(bucket)) return noBucket(objects, bucket);
      await objects.put(bucket, key, content);
      return output({ ETag: tagOf(content), ServerSideEncryption: "AES256" });
    },
    async deleteObject({ input }) {
      const [bucket, key] = placeOf(input);
      if (!objects.hasBucket(bucket)) return noBucket(objects, bucket);
      await objects.remove(bucket, key);
      return output({});
    },
    async copyObject({ input, invocation }) {
      const [bucket, key] = placeOf(input);
      const [, from = "", source = ""] =
        /^\/?([^/]+)\/(.+)$/.exec(decodeURIComponent(textOf(input.CopySource) ?? "")) ?? [];
      const unknown = [from, bucket].find((each) => !objects.hasBucket(each));
      if (unknown !== undefined) return noBucket(objects, unknown);
      const content = await objects.get(from, source);
      if (!content) return noKey(objects, from);
      await objects.put(bucket, key, content);
      const result = { ETag: tagOf(content), LastModified: isoTime(invocation.caller.now()) };
      return output({ CopyObjectResult: result, ServerSideEncryption: "AES256" });
    },
    listObjectsV2: ({ input }) => list(objects, input),
  },
});

/** The service's own sentence, and where the stand-in has looked. */
const noBucket = (objects: ObjectStore, bucket: string): ServiceAnswer =>
  absent(objects, bucket, "NoSuchBucket", "The specified bucket does not exist");
const noKey = (objects: ObjectStore, bucket: string): ServiceAnswer =>
  absent(objects, bucket, "NoSuchKey", "The specified key does not exist.");

function absent(objects: ObjectStore, bucket: string, code: string, message: string): ServiceAnswer {
  const why = objects.absence(bucket);
  return fault(code, why === undefined ? message : `${message.replace(/\.$/, "")}. ${why}`, 404, `${code}Exception`);
}

const placeOf = (input: JsonObject): readonly [bucket: string, key: string] => [
  textOf(input.Bucket) ?? "",
  textOf(input.Key) ?? "",
];

const tagOf = (content: Uint8Array): string => `"${createHash("md5").update(content).digest("hex")}"`;

async function withObject(
  objects: ObjectStore,
  { input, invocation }: ServiceCall,
  give: (content: Uint8Array, about: JsonObject) => ServiceAnswer,
): Promise<ServiceAnswer> {
  const [bucket, key] = placeOf(input);
  if (!objects.hasBucket(bucket)) return noBucket(objects, bucket);
  const content = await objects.get(bucket, key);
  if (!content) return noKey(objects, bucket);
  const found = (await objects.list(bucket, key)).find((each) => each.key === key);
  return give(content, {
    AcceptRanges: "bytes",
    ContentLength: content.length,
    ContentType: "binary/octet-stream",
    ETag: tagOf(content),
    LastModified: isoTime(found?.modified || invocation.caller.now()),
    Metadata: {},
    ServerSideEncryption: "AES256",
  });
}

/** How many objects a list holds at most. */
const MOST = 1000;

async function list(objects: ObjectStore, input: JsonObject): Promise<ServiceAnswer> {
  const [bucket, prefix] = [textOf(input.Bucket) ?? "", textOf(input.Prefix) ?? ""];
  const delimiter = textOf(input.Delimiter) ?? "";
  if (!objects.hasBucket(bucket)) return noBucket(objects, bucket);
  const after = textOf(input.ContinuationToken) ?? textOf(input.StartAfter) ?? "";
  const most = Math.min(MOST, typeof input.MaxKeys === "number" ? input.MaxKeys : MOST);
  const stored = (await objects.list(bucket, prefix)).filter(({ key }) => key > after);
  const cut = (key: string): number => (delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length));
  const folders = new Set(
    stored.flatMap(({ key }) => (cut(key) < 0 ? [] : [key.slice(0, cut(key) + delimiter.length)])),
  );
  const files = stored.filter(({ key }) => cut(key) < 0);
  const shown = files.slice(0, most);
  const contents = await Promise.all(
    shown.map(async ({ key, size, modified }) => ({
      ETag: tagOf((await objects.get(bucket, key)) ?? new Uint8Array()),
      Key: key,
      LastModified: isoTime(modified),
      Size: size,
      StorageClass: "STANDARD",
    })),
  );
  const last = shown.at(-1)?.key;
  return output({
    ...(folders.size > 0 && { CommonPrefixes: [...folders].map((folder) => ({ Prefix: folder })) }),
    ...(contents.length > 0 && { Contents: contents }),
    ...(delimiter !== "" && { Delimiter: delimiter }),
    IsTruncated: files.length > most,
    KeyCount: contents.length + folders.size,
    MaxKeys: most,
    Name: bucket,
    ...(files.length > most && last !== undefined && { NextContinuationToken: last }),
    Prefix: prefix,
  });
}
