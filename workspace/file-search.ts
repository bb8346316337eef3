import { type Dirent, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { matchesGlob } from "./glob.ts";

/** How many files and folders a search looks at. */
const MAX_ENTRIES = 20_000;

/** The names of the files in a folder, sorted; none where it can't be read. */
export function filesIn(folder: string): readonly string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();
}

/**
 * The files that a glob means, as absolute paths; `*` stands for any characters, those of folders too. Hidden folders
 * and `node_modules` are left out.
 */
export function filesMatching(folder: string, glob: string): readonly string[] {
  if (!/[*?]/.test(glob)) return [resolve(folder, glob)];
  const pattern = glob.replaceAll("**/", "*").replace(/^\.\//, "");
  const fixed = /^(?:[^*?/]+\/)*/.exec(glob)?.[0] ?? "";
  const found: string[] = [];
  const pending = [join(folder, fixed)];
  let looked = 0;
  for (let at = pending.pop(); at !== undefined && looked < MAX_ENTRIES; at = pending.pop()) {
    for (const entry of entriesOf(at)) {
      looked++;
      const path = join(at, entry.name);
      if (entry.isDirectory() && !isLeftOut(entry.name)) pending.push(path);
      if (entry.isFile() && matchesGlob(pattern, relative(folder, path).replaceAll(sep, "/"))) found.push(path);
    }
  }
  return found.toSorted();
}

const isLeftOut = (name: string): boolean => name.startsWith(".") || name === "node_modules";

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
