import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export const examplesFolder = join(import.meta.dirname, "../../../examples");

/** The files of an example by their paths, for a window of its own. */
export function exampleFiles(name: string): Readonly<Record<string, string>> {
  const root = join(examplesFolder, name);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name: file }) => {
      const path = join(parentPath, file);
      return [relative(root, path).replaceAll("\\", "/"), readFileSync(path, "utf8")];
    }),
  );
}

/** The line of the first place that holds something, counted from 1. */
export const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split("\n").length;
