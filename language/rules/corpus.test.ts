import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analyze, notationOf } from "../index.ts";

const folder = join(process.env.STATECRAFT_SHARED ?? "../shared", "definitions");
const isHere = existsSync(folder);
if (!isHere && !process.env.CI) console.log("left out: the corpus of definitions (no shared folder)");

interface Row {
  readonly file: string;
  readonly broken?: string;
  readonly caveats?: readonly string[];
}

const rowsOf = (kind: string): readonly Row[] => JSON.parse(readFileSync(join(folder, kind, "index.json"), "utf8"));

function errorsOf(kind: string, { file }: Row): readonly string[] {
  const text = readFileSync(join(folder, kind, file), "utf8");
  const { diagnostics } = analyze({ uri: file, version: 1, notation: notationOf(text), text });
  return diagnostics.filter(({ severity }) => severity === "error").map(({ code, message }) => `${code}: ${message}`);
}

describe.skipIf(!isHere && !process.env.CI)("the corpus of definitions", () => {
  it("has no error in a real definition that isn't broken", () => {
    for (const row of rowsOf("real")) if (!row.broken) expect(errorsOf("real", row), row.file).toEqual([]);
  });

  it("has an error in the broken ones", () => {
    const broken = rowsOf("real").filter((row) => row.broken);
    expect(broken.length).toBeGreaterThan(0);
    for (const row of broken) expect(errorsOf("real", row), row.file).not.toEqual([]);
  });

  it("has no error in a valid definition", () => {
    for (const row of rowsOf("valid")) if (!row.caveats) expect(errorsOf("valid", row), row.file).toEqual([]);
  });

  it("has an error in almost every invalid definition", () => {
    const missed = rowsOf("invalid").filter((row) => errorsOf("invalid", row).length === 0);
    console.log(`invalid definitions without an error: ${missed.length}`);
    if (process.env.VERBOSE) console.log(missed.map(({ file }) => file).join("\n"));
    expect(rowsOf("invalid").length - missed.length).toBeGreaterThanOrEqual(125);
  });
});
