import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Catalogue, createCatalogue } from "../language/index.ts";

/** What is known of the services that tasks call. Its data lies in `catalogue/` beside a bundle; read when asked for. */
export const catalogue: Catalogue = createCatalogue({
  optimized: () => read("optimized.json"),
  awsSdk: () => read("aws-sdk.json"),
  results: () => read("results.json"),
});

function read(name: string): string {
  const folders = [join(import.meta.dirname, "catalogue"), join(import.meta.dirname, "../language/catalogue/data")];
  const folder = folders.find((candidate) => existsSync(join(candidate, name))) ?? folders[0];
  return readFileSync(join(folder ?? "", name), "utf8");
}
