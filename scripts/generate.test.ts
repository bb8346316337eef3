import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogueFiles, hasCatalogue } from "./generate/catalogue.mjs";
import { pages } from "./generate.mjs";

const checkedIn = (file: string): string => readFileSync(join(import.meta.dirname, "..", file), "utf8");

it.each(pages)("$file is up to date: else run node scripts/generate.mjs", ({ file, write }) => {
  expect(checkedIn(file)).toBe(write());
});

if (!hasCatalogue && !process.env.CI) console.log("The catalogue's data is not compared: there is no ../shared.");

describe.skipIf(!hasCatalogue && !process.env.CI)("the catalogue's data", () => {
  it("is delivered beside the project", () => expect(hasCatalogue).toBe(true));

  it.each(catalogueFiles)("$file is up to date: else run node scripts/generate.mjs", ({ file, write }) => {
    expect(checkedIn(file) === write()).toBe(true);
  });
});
