import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isJsonObject, type Json } from "../language/index.ts";

const limits = { files: 50, bytes: 1_000_000, folders: 200 } as const;

/**
 * The sample inputs of a definition: `*.input.json` beside it, `events/*.json`, and what `inputs` of the nearest
 * `statecraft.json` names. Whatever can't be read is left out.
 */
export async function sampleInputs(uri: string): Promise<readonly Json[]> {
  if (!uri.startsWith("file:")) return [];
  const folder = dirname(fileURLToPath(uri));
  const project = await projectInputs(folder);
  const found = [
    ...(await filesIn(folder, (name) => name.endsWith(".input.json"))),
    ...(await filesIn(join(folder, "events"), (name) => name.endsWith(".json"))),
    ...(project ? await matching(project.folder, project.globs) : []),
  ];
  const read = await Promise.all([...new Set(found)].slice(0, limits.files).map(jsonIn));
  return read.flatMap((value) => (value === undefined ? [] : [value]));
}

async function filesIn(folder: string, isWanted: (name: string) => boolean): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter(isWanted).map((name) => join(folder, name));
}

async function jsonIn(file: string): Promise<Json | undefined> {
  try {
    const { size } = await stat(file);
    return size > limits.bytes ? undefined : (JSON.parse(await readFile(file, "utf8")) as Json);
  } catch {
    return undefined;
  }
}

/** The `inputs` of the nearest project file upwards. */
async function projectInputs(
  from: string,
): Promise<{ readonly folder: string; readonly globs: readonly string[] } | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    const project = await jsonIn(join(folder, "statecraft.json"));
    if (project !== undefined) {
      const globs = isJsonObject(project) && Array.isArray(project.inputs) ? project.inputs : [];
      return { folder, globs: globs.filter((glob: Json) => typeof glob === "string") };
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** The files under a folder that match one of several patterns, in some folders at most. */
async function matching(root: string, globs: readonly string[]): Promise<readonly string[]> {
  const patterns = globs.map(patternOf);
  if (patterns.length === 0) return [];
  const found: string[] = [];
  const pending = [root];
  for (const folder of pending) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const isOwn = !entry.name.startsWith(".") && entry.name !== "node_modules";
      if (entry.isDirectory() && isOwn && pending.length < limits.folders) pending.push(path);
      const name = relative(root, path).split(sep).join("/");
      if (entry.isFile() && patterns.some((pattern) => pattern.test(name))) found.push(path);
    }
    if (found.length >= limits.files) break;
  }
  return found;
}

/** `*` and `?` stand for a part of a name, `**` for any folders. */
function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/^\.\//, "")
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll(/\*\*\/|\*\*|\*|\?/g, (mark) => MARKS[mark] ?? mark);
  return new RegExp(`^${source}$`);
}

const MARKS: { readonly [mark: string]: string } = { "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };
