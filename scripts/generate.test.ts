import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { pages } from "./generate.mjs";

it.each(pages)("$file is up to date: else run node scripts/generate.mjs", ({ file, write }) => {
  expect(readFileSync(join(import.meta.dirname, "..", file), "utf8")).toBe(write());
});
