import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analyze, type Json, notationOf } from "../index.ts";

const shared = process.env.STATECRAFT_SHARED ?? "../shared";
const isHere = existsSync(shared);
if (!isHere && !process.env.CI) console.log("left out: paths of real definitions (no shared folder)");

function unknownPaths(text: string): readonly string[] {
  const { diagnostics } = analyze({ uri: "", version: 1, notation: notationOf(text), text });
  return diagnostics.filter(({ code }) => code === "path-unknown").map(({ span }) => text.slice(span.start, span.end));
}

function inDefinitions(kind: string): { readonly [file: string]: readonly string[] } {
  const folder = join(shared, "definitions", kind);
  const rows: readonly { readonly file: string }[] = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
  const found = rows.map(
    ({ file }) => [file.slice(0, 12), unknownPaths(readFileSync(join(folder, file), "utf8"))] as const,
  );
  return Object.fromEntries(found.filter(([, names]) => names.length > 0));
}

describe.skipIf(!isHere && !process.env.CI)("paths that can't exist", () => {
  it("are found in real definitions where their authors erred", () => {
    expect(inDefinitions("real")).toEqual({
      // Both states come after a catcher without an Output, and so get the error instead of the input.
      "14fcf7684bd1": ["name"],
      "5f2eeb9a8f92": ["csv_s3_uri"],
    });
  }, 60_000);

  it("are found in valid definitions that fail when they run", () => {
    expect(inDefinitions("valid")).toEqual({
      // A test of the service's answer to a wrong path.
      "05d0d88d5c5e": ["NoSuchCausePath"],
      // The results of a Map and of a Parallel are arrays.
      "0622c8ce8477": ["y"],
      "7922dffe8c83": ["y"],
      // The state before gives "waitTime" only.
      "9888f5c1c2a2": ["timeout"],
    });
  }, 60_000);

  it("are in no execution that succeeded", () => {
    const lines = readFileSync(join(shared, "conformance", "execution.jsonl"), "utf8")
      .trimEnd()
      .split("\n");
    for (const line of lines) {
      const { id, definition, expected }: { id: string; definition: Json | string; expected: { status: string } } =
        JSON.parse(line);
      if (expected.status !== "SUCCEEDED") continue;
      expect(unknownPaths(typeof definition === "string" ? definition : JSON.stringify(definition)), id).toEqual([]);
    }
  }, 60_000);
});
