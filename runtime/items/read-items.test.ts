import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../language/index.ts";
import { folderStore, memoryStore } from "../object-store.ts";
import { readItems } from "./read-items.ts";

const GET = "arn:aws:states:::s3:getObject";
const LIST = "arn:aws:states:::s3:listObjectsV2";

/** Two rows of `id` (INT64), `name` (UTF8) and `day` (DATE), uncompressed, laid out by hand. */
const PARQUET =
  "UEFSMRUAFSAVICwVBBUAFQYVBgAAAQAAAAAAAAABAAAAAAAgABUAFR4VHiwVBBUAFQYVBgAAAwAAAEFkYQQAAABab8OrFQAVEBUQLBUEFQAVBhUG" +
  "AAAAAAAAIE4AABUCGUxIA3JvdxUGABUEJQAYAmlkABUMJQAYBG5hbWUlAAAVAiUAGANkYXklDAAWBBkcGTwmCBwVBBkVABkYAmlkFQAWBBZCFkIm" +
  "CAAAJkocFQwZFQAZGARuYW1lFQAWBBZAFkAmSgAAJooBHBUCGRUAGRgDZGF5FQAWBBYyFjImigEAABa8ARYEAACLAAAAUEFSMQ==";

async function read(
  objects: { readonly [key: string]: string | Uint8Array },
  config: JsonObject,
  given: JsonObject = { Key: "file" },
  resource = GET,
) {
  const store = memoryStore();
  for (const [key, content] of Object.entries(objects)) await store.put("b", key, content);
  const request = { resource, arguments: { Bucket: "b", ...given }, config };
  return readItems({ id: 1, frame: 1, kind: "read", ...request }, store);
}

async function check(content: string | Uint8Array, config: JsonObject, expected: unknown): Promise<void> {
  const answer = await read({ file: content }, config);
  if (typeof expected !== "string") expect(answer).toEqual({ kind: "items", items: expected, source: "S3://b/file" });
  else expect(answer).toEqual({ kind: "failed", error: { error: "States.ItemReaderFailed", cause: expected } });
}

describe("items", () => {
  it("of a JSON file are its elements or members, or those of what the pointer names", async () => {
    await check("[1, [2]]", {}, [1, [2]]);
    await check("[1,2,3]", { InputType: "JSON", MaxItems: 2 }, [1, 2]);
    await check('{"a": 1, "b": 2}', { MaxItems: 1 }, { a: 1 });
    await check('{"a/b": [{"~": [7]}]}', { ItemsPointer: "/a~1b/0/~0" }, [7]);
    await check("[[1]]", { ItemsPointer: "" }, [[1]]);
    await check('{"a": []}', { ItemsPointer: "/b" }, 'The ItemsPointer "/b" points to nothing in the file.');
    await check("[[1]]", { ItemsPointer: "/00" }, 'The ItemsPointer "/00" points to nothing in the file.');
    for (const text of ["1", '"a"', "null"]) await check(text, {}, "Attempting to map over non-iterable node.");
    await check("[1", {}, "The file is not valid JSON.");
  });

  it("of JSON Lines are its lines", async () => {
    await check('{"a":1}\n\n[2]\r\n3', { InputType: "JSONL" }, [{ a: 1 }, [2], 3]);
    await check("1\n2\n3\n", { InputType: "JSONL", MaxItems: 2 }, [1, 2]);
    await check("1\n{", { InputType: "JSONL" }, "Line 2 of the file is not valid JSON.");
    await check(gzipSync("1\n2"), { InputType: "JSONL" }, [1, 2]);
  });

  it("of CSV are its rows", async () => {
    const first = { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" };
    const given = (...CSVHeaders: readonly string[]) => ({ InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders });
    await check('a,b\n1,"x, ""y"""\n,true\n', first, [
      { a: "1", b: 'x, "y"' },
      { a: "", b: "true" },
    ]);
    await check("\uFEFFa,b\r\n1\r\n\r\n1,2,3", first, [
      { a: "1", b: "" },
      { a: "", b: "" },
      { a: "1", b: "2" },
    ]);
    await check("1,2\n3,4", { ...given("x"), MaxItems: 1 }, [{ x: "1" }]);
    await check("a\n1\n2\n3", { ...first, MaxItems: 2 }, [{ a: "1" }, { a: "2" }]);
    await check('"a\nb",c\n1,2', first, [{ "a\nb": "1", c: "2" }]);
    for (const [CSVDelimiter, sign] of Object.entries({ PIPE: "|", SEMICOLON: ";", SPACE: " ", TAB: "\t" })) {
      await check(`a${sign}b\n1,2${sign}`, { ...first, CSVDelimiter }, [{ a: "1,2", b: "" }]);
    }
    await check("1", given("a", "a"), "CSV headers cannot contain duplicates.");
    await check("a,a\n1,2", first, "CSV headers cannot contain duplicates.");
    await check("", first, []);
  });

  it("of Parquet are its rows", async () => {
    const rows = [
      { id: 1, name: "Ada", day: "1970-01-01" },
      { id: "9007199254740993", name: "Zoë", day: "2024-10-04" },
    ];
    const file = Buffer.from(PARQUET, "base64");
    await check(file, { InputType: "PARQUET" }, rows);
    await check(file, { InputType: "PARQUET", MaxItems: 1 }, rows.slice(0, 1));
    expect(await read({ file: "PAR1" }, { InputType: "PARQUET" })).toMatchObject({ kind: "failed" });
  });

  it("of an S3 inventory are the rows of the files that its manifest names", async () => {
    const manifest = {
      destinationBucket: "arn:aws:s3:::b",
      fileFormat: "CSV",
      fileSchema: "Bucket, Key, Size",
      files: [{ key: "data/1.csv.gz" }, { key: "data/2.csv" }],
    };
    const objects = {
      file: JSON.stringify(manifest),
      "data/1.csv.gz": gzipSync('"b","k1","7"\n"b","k2","8"\n'),
      "data/2.csv": "b,k3,9\n",
    };
    const [first, second] = ["S3://b/data/1.csv.gz", "S3://b/data/2.csv"];
    const items = ["k1", "k2", "k3"].map((Key, index) => ({ Bucket: "b", Key, Size: `${7 + index}` }));
    const configs: readonly JsonObject[] = [{ InputType: "MANIFEST" }, { ManifestType: "S3_INVENTORY" }];
    for (const config of configs) {
      expect(await read(objects, config)).toEqual({ kind: "items", items, source: [first, first, second] });
    }
    const two = { kind: "items", items: items.slice(0, 2), source: [first, first] };
    expect(await read(objects, { InputType: "MANIFEST", MaxItems: 2 })).toEqual(two);
    await check("[]", { InputType: "MANIFEST" }, "The manifest is not the manifest.json of an S3 inventory.");
  });

  it("of Athena's UNLOAD are what its files hold", async () => {
    const objects = { file: "s3://b/1.jsonl\ns3://b/2.jsonl\n", "1.jsonl": "1\n2", "2.jsonl": "3" };
    const config = { ManifestType: "ATHENA_DATA", InputType: "JSONL" };
    expect(await read(objects, config)).toMatchObject({ items: [1, 2, 3] });
    await check("1.jsonl", config, 'The manifest names "1.jsonl", which is no object in S3.');
  });

  it("of listObjectsV2 describe objects, or are what is in them", async () => {
    const objects = { "p/": "", "p/1.json": "[1,2]", "p/2.json": '{"a":3}', q: "[]" };
    const described = await read(objects, { MaxItems: 2 }, { Prefix: "p/" }, LIST);
    const Etag = '"f79408e5ca998cd53faf44af31e6eb45"';
    expect(described).toMatchObject({
      items: [{ Key: "p/" }, { Etag, Key: "p/1.json", LastModified: 0, Size: 5, StorageClass: "STANDARD" }],
      source: "S3://b",
    });
    expect(await read(objects, {}, {}, LIST)).toMatchObject({ items: { length: 4 } });
    const flattened = await read(objects, { Transformation: "LOAD_AND_FLATTEN" }, { Prefix: "p" }, LIST);
    expect(flattened).toMatchObject({ items: [1, 2, { Key: "a", Value: 3 }] });
  });

  it("that can't be had fail the reader", async () => {
    const missing = await read({}, {});
    expect(missing).toMatchObject({ kind: "failed", error: { error: "States.ItemReaderFailed" } });
    const folders = folderStore({});
    const listing = { resource: LIST, arguments: { Bucket: "b" }, config: {} };
    const cause = 'There is no bucket "b": map it to a folder, by "buckets" in statecraft.json.';
    const listed = await readItems({ id: 1, frame: 1, kind: "read", ...listing }, folders);
    expect(listed).toMatchObject({ kind: "failed", error: { cause } });
    expect(await read({}, {}, {})).toMatchObject({ error: { cause: "The ItemReader needs the key of an object." } });
    await check("[]", { InputType: "XML" }, 'The InputType "XML" is not supported.');
  });
});
