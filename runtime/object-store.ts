import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";

/** What stands in for S3: objects by bucket and key. */
export interface ObjectStore {
  /** The object's content; undefined where there is none. */
  get(bucket: string, key: string): Promise<Uint8Array | undefined>;
  put(bucket: string, key: string, content: string | Uint8Array): Promise<void>;
  remove(bucket: string, key: string): Promise<void>;
  hasBucket(bucket: string): boolean;
  /** Where a bucket was looked for, as a sentence, if nothing is there. */
  absence(bucket: string): string | undefined;
  /** All objects whose keys begin with the prefix, in the order of their keys. */
  list(bucket: string, prefix: string): Promise<readonly StoredObject[]>;
}

export interface StoredObject {
  readonly key: string;
  readonly size: number;
  /** Epoch milliseconds. */
  readonly modified: number;
}

/** The buckets that are folders, and no others; where there are none, all are in memory. */
export const objectStore = (buckets: { readonly [bucket: string]: string }): ObjectStore =>
  Object.keys(buckets).length > 0 ? folderStore(buckets) : memoryStore();

/** Buckets as folders: `buckets` of `statecraft.json` says which. A key can't leave its bucket's folder. */
export function folderStore(buckets: { readonly [bucket: string]: string }): ObjectStore {
  const pathOf = (bucket: string, key: string): string | undefined => {
    const folder = Object.hasOwn(buckets, bucket) ? buckets[bucket] : undefined;
    if (folder === undefined) return undefined;
    const path = resolve(folder, key);
    return path.startsWith(resolve(folder) + sep) ? path : undefined;
  };
  return {
    async get(bucket, key) {
      const path = pathOf(bucket, key);
      return path === undefined ? undefined : readFile(path).catch(() => undefined);
    },
    async put(bucket, key, content) {
      const path = pathOf(bucket, key);
      if (path === undefined) throw new Error(`There is no bucket "${bucket}": map it to a folder in statecraft.json.`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    },
    async remove(bucket, key) {
      const path = pathOf(bucket, key);
      if (path !== undefined) await rm(path, { force: true });
    },
    hasBucket: (bucket) => Object.hasOwn(buckets, bucket),
    absence(bucket) {
      const folder = Object.hasOwn(buckets, bucket) ? buckets[bucket] : undefined;
      if (folder === undefined) return `"buckets" in statecraft.json names no folder for the bucket "${bucket}".`;
      if (existsSync(folder)) return undefined;
      return `The bucket "${bucket}" is the folder "${resolve(folder)}" by "buckets" in statecraft.json: there is no such folder.`;
    },
    async list(bucket, prefix) {
      const folder = Object.hasOwn(buckets, bucket) ? buckets[bucket] : undefined;
      if (folder === undefined) return [];
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      const keys = files
        .map((path) => relative(folder, path).replaceAll(sep, "/"))
        .filter((key) => key.startsWith(prefix));
      return Promise.all(keys.toSorted().map(async (key) => describe(key, join(folder, key))));
    },
  };
}

async function describe(key: string, path: string): Promise<StoredObject> {
  const { size, mtimeMs } = await stat(path);
  return { key, size, modified: Math.floor(mtimeMs) };
}

/** Objects in memory, for tests and for libraries; every bucket is there. */
export function memoryStore(): ObjectStore {
  const buckets = new Map<string, Map<string, Uint8Array>>();
  return {
    get: async (bucket, key) => buckets.get(bucket)?.get(key),
    async put(bucket, key, content) {
      const objects = buckets.get(bucket) ?? new Map<string, Uint8Array>();
      buckets.set(bucket, objects.set(key, typeof content === "string" ? new TextEncoder().encode(content) : content));
    },
    async remove(bucket, key) {
      buckets.get(bucket)?.delete(key);
    },
    hasBucket: () => true,
    absence: () => undefined,
    async list(bucket, prefix) {
      const objects = [...(buckets.get(bucket) ?? [])].filter(([key]) => key.startsWith(prefix));
      return objects
        .map(([key, { length }]) => ({ key, size: length, modified: 0 }))
        .toSorted((a, b) => (a.key < b.key ? -1 : 1));
    },
  };
}
